/** One time at which a home is shown: how many come, who they are, and whether they came. */
import { plural, t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { OfferedViewing, PersonCheck } from "@estate/sdk";
import { time } from "../../format/date.ts";
import { sdk } from "../../session/home_queries.ts";
import { Button } from "../../ui/button.tsx";
import { Problem } from "../../ui/problem.tsx";
import { toast } from "../../ui/toast.tsx";
import { BookingLine } from "./booking_line.tsx";

/** The card; `onCancel` is left out for who may only look. */
export function ViewingSlot(
  { orgId, slot, checks, onCancel }: {
    readonly orgId: string;
    readonly slot: OfferedViewing;
    readonly checks: ReadonlyMap<string, readonly PersonCheck[]> | undefined;
    readonly onCancel?: (viewingId: string) => void;
  },
) {
  const queries = useQueryClient();
  const withdraw = useMutation({
    mutationFn: async () => {
      const { client, withdrawViewingTime } = await sdk();
      await withdrawViewingTime(client, slot.id);
    },
    onSuccess: async () => {
      toast(t`This time is not offered any more.`);
      await queries.invalidateQueries({ queryKey: ["viewings"] });
    },
  });
  const taken = slot.viewings.filter((it) => it.status !== "cancelled").length;
  const from = time(slot.starts_at);
  const until = time(slot.ends_at);
  const begun = Date.parse(slot.starts_at) <= Date.now();
  return (
    <article
      aria-label={`${from}–${until}, ${slot.listing.title}`}
      className="h-full rounded-card border border-line p-4"
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h3 className="money text-18 font-semibold">{from}–{until}</h3>
        <span className="text-14 text-muted">
          {plural(slot.seats, {
            one: `${taken} of # place booked`,
            other: `${taken} of # places booked`,
          })}
        </span>
      </div>
      <p>
        <Link
          to="/org/$orgId/listings/$id"
          params={{ orgId, id: slot.listing.id }}
          className="underline"
        >
          {slot.listing.title}
        </Link>
      </p>
      {slot.note !== null && <p className="text-14 text-muted">{slot.note}</p>}
      {slot.viewings.length > 0 && (
        <ul className="mt-3 divide-y divide-line border-t border-line">
          {slot.viewings.map((it) => (
            <BookingLine
              key={it.id}
              booking={it}
              begun={begun}
              checks={checks?.get(it.user_id)}
              {...(onCancel === undefined ? {} : { onCancel: () => onCancel(it.id) })}
            />
          ))}
        </ul>
      )}
      {slot.viewings.length === 0 && !begun && onCancel !== undefined && (
        <div className="mt-2">
          <Button
            look="quiet"
            className="-ml-4"
            busy={withdraw.isPending}
            onClick={() => withdraw.mutate()}
          >
            <Trans>Take this time back</Trans>
          </Button>
        </div>
      )}
      {withdraw.isError && <Problem error={withdraw.error} />}
    </article>
  );
}
