/** Writes down what a home is like. Every change stays on the phone; what was written is sent by Save, or with the offer to sign. */
import { plural, t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { EstateError } from "@estate/sdk/catalogue";
import { sdk } from "../../session/home_queries.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Problem } from "../../ui/problem.tsx";
import { toast } from "../../ui/toast.tsx";
import { AddItem } from "./add_item.tsx";
import type { WholeInspection } from "./inspection_query.ts";
import { ItemFields } from "./item_fields.tsx";
import { forgetRecord, keepRecord, readRecord } from "./record_shelf.ts";
import { byRoom, fromItems, type Recorded, toItems, unseen, usual, withItem } from "./recorded.ts";

/** The form. */
export function RecordForm({ whole }: { readonly whole: WholeInspection }) {
  const { inspection, items, photos } = whole;
  const queries = useQueryClient();
  const [recorded, setRecorded] = useState<readonly Recorded[]>(() =>
    readRecord(inspection.id) ?? fromItems(items)
  );
  const change = (next: readonly Recorded[]) => {
    setRecorded(next);
    keepRecord(inspection.id, next);
  };
  const set = (at: number, part: Partial<Recorded>) =>
    change(recorded.map((it, n) => n === at ? { ...it, ...part } : it));
  const stale = () =>
    Promise.all(
      ["inspections", "tenancy", "today"].map((topic) =>
        queries.invalidateQueries({ queryKey: [topic] })
      ),
    );
  const write = async () => {
    const { client, saveInspection } = await sdk();
    await saveInspection(client, inspection.id, { items: toItems(recorded) });
    forgetRecord(inspection.id);
  };
  const save = useMutation({
    mutationFn: write,
    onSuccess: async () => {
      toast(t`Saved.`);
      await stale();
    },
  });
  const offer = useMutation({
    mutationFn: async () => {
      await write();
      const { client, offerInspection } = await sdk();
      await offerInspection(client, inspection.id);
    },
    onSuccess: async () => {
      toast(t`Offered for signing. The tenants are told.`);
      await stale();
    },
  });
  const error = save.error ?? offer.error;
  const left = unseen(recorded);
  if (recorded.length === 0) {
    return (
      <EmptyState
        title={t`Nothing is written down yet`}
        action={
          <Button onClick={() => change(usual())}>
            <Trans>Begin with the usual rooms</Trans>
          </Button>
        }
      >
        <Trans>
          Go from room to room and say what each thing is like, with photos. Rooms and items can be
          added and taken out.
        </Trans>
      </EmptyState>
    );
  }
  return (
    <>
      {byRoom(recorded).map(({ room, all }) => (
        <section key={room} className="rounded-card border border-line p-4 sm:p-6">
          <h2 className="mb-2 text-18 font-semibold">{room}</h2>
          <ul className="divide-y divide-line">
            {all.map(([at, it]) => (
              <li key={it.item} className="py-4 first:pt-0 last:pb-0">
                <ItemFields
                  recorded={it}
                  inspectionId={inspection.id}
                  hasCost={inspection.kind === "move_out"}
                  item={items.find((known) => known.room === it.room && known.item === it.item)}
                  photos={photos}
                  wrong={wrongOf(error, at)}
                  onChange={(part) =>
                    set(at, part)}
                  onRemove={() =>
                    change(recorded.toSpliced(at, 1))}
                />
              </li>
            ))}
          </ul>
        </section>
      ))}
      <AddItem
        rooms={byRoom(recorded).map(({ room }) => room)}
        onAdd={(room, item) => change(withItem(recorded, room, item))}
      />
      <div className="sticky bottom-16 flex flex-col gap-2 rounded-card border border-line bg-ground p-4 lg:bottom-4">
        {error !== null && <Problem error={error} />}
        <p role="status" className="text-14 text-muted">
          {left === 0 ? <Trans>Everything was looked at.</Trans> : plural(left, {
            one: "# thing is left to look at",
            other: "# things are left to look at",
          })}
        </p>
        <div className="flex flex-wrap gap-2">
          <Button
            look="secondary"
            busy={save.isPending}
            disabled={offer.isPending}
            onClick={() => save.mutate()}
          >
            <Trans>Save</Trans>
          </Button>
          <Button
            busy={offer.isPending}
            disabled={left > 0 || save.isPending}
            onClick={() => offer.mutate()}
          >
            <Trans>Send to sign</Trans>
          </Button>
        </div>
      </div>
    </>
  );
}

/** What the project says of the item at a place of the list. */
function wrongOf(error: Error | null, at: number): string | undefined {
  return error instanceof EstateError && error.field?.startsWith(`items.${at}.`) === true
    ? error.message
    : undefined;
}
