/** Writes down what a home is like. Every change stays on the phone; what was written is sent by Save, or with the offer to sign. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { EstateError } from "@estate/sdk/catalogue";
import { sdk } from "../../session/home_queries.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty_state.tsx";
import { toast } from "../../ui/toast.tsx";
import { AddItem } from "./add_item.tsx";
import type { WholeInspection } from "./inspection_query.ts";
import { ItemFields } from "./item_fields.tsx";
import { MeterFields } from "./meter_fields.tsx";
import { fromReadings, isReading, toReadings } from "./meters.ts";
import { RecordActions } from "./record_actions.tsx";
import { forgetRecord, keepRecord, readRecord, type Written } from "./record_shelf.ts";
import { byRoom, fromItems, type Recorded, toItems, unseen, usual, withItem } from "./recorded.ts";

/** The form. */
export function RecordForm({ whole }: { readonly whole: WholeInspection }) {
  const { inspection, items, photos } = whole;
  const queries = useQueryClient();
  const [written, setWritten] = useState<Written>(() =>
    readRecord(inspection.id) ??
      { items: fromItems(items), meters: fromReadings(inspection.meter_readings) }
  );
  const { items: recorded, meters } = written;
  const keep = (next: Written) => {
    setWritten(next);
    keepRecord(inspection.id, next);
  };
  const change = (items: readonly Recorded[]) => keep({ items, meters });
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
    await saveInspection(client, inspection.id, {
      items: toItems(recorded),
      meterReadings: toReadings(meters, inspection.meter_readings),
    });
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
      <MeterFields typed={meters} onChange={(meters) => keep({ items: recorded, meters })} />
      <RecordActions
        left={unseen(recorded)}
        isSound={Object.values(meters).every(({ value }) => isReading(value))}
        error={error}
        busy={save.isPending ? "save" : offer.isPending ? "offer" : undefined}
        onSave={() => save.mutate()}
        onOffer={() => offer.mutate()}
      />
    </>
  );
}

/** What the project says of the item at a place of the list. */
function wrongOf(error: Error | null, at: number): string | undefined {
  return error instanceof EstateError && error.field?.startsWith(`items.${at}.`) === true
    ? error.message
    : undefined;
}
