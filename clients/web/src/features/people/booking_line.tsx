/** Somebody who comes, or came, to see a home. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Booking, PersonCheck } from "@estate/sdk";
import { sdk } from "../../session/home_queries.ts";
import { Button } from "../../ui/button.tsx";
import { Problem } from "../../ui/problem.tsx";
import { type Meaning, StatusChip } from "../../ui/status_chip.tsx";
import { Checks } from "./checks.tsx";
import { personName } from "./person_name.ts";

/** The line; `onCancel` is left out for who may only look. */
export function BookingLine(
  { booking, begun, checks, onCancel }: {
    readonly booking: Booking;
    /** Whether the time has begun: only then can be said who came. */
    readonly begun: boolean;
    readonly checks: readonly PersonCheck[] | undefined;
    readonly onCancel?: () => void;
  },
) {
  const queries = useQueryClient();
  const record = useMutation({
    mutationFn: async (came: boolean) => {
      const { client, recordViewing } = await sdk();
      await recordViewing(client, booking.id, came);
    },
    onSuccess: () =>
      Promise.all(
        ["viewings", "today"].map((topic) => queries.invalidateQueries({ queryKey: [topic] })),
      ),
  });
  const state = stateOf(booking.status);
  const open = booking.status === "booked" && onCancel !== undefined;
  return (
    <li className="py-3 last:pb-0">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <span className="font-semibold">{personName(booking.person)}</span>
        {state !== undefined && <StatusChip meaning={state.meaning}>{state.words}</StatusChip>}
      </div>
      {booking.status !== "cancelled" && <Checks checks={checks} compact />}
      {open && (
        <div className="mt-2 acts">
          {begun
            ? (
              <>
                <Button
                  look="secondary"
                  busy={record.isPending && record.variables}
                  disabled={record.isPending}
                  onClick={() => record.mutate(true)}
                >
                  <Trans>Came</Trans>
                </Button>
                <Button
                  look="secondary"
                  busy={record.isPending && !record.variables}
                  disabled={record.isPending}
                  onClick={() => record.mutate(false)}
                >
                  <Trans>Did not come</Trans>
                </Button>
              </>
            )
            : (
              <Button look="quiet" className="-ml-4" onClick={onCancel}>
                <Trans>Cancel this viewing</Trans>
              </Button>
            )}
        </div>
      )}
      {record.isError && <Problem error={record.error} />}
    </li>
  );
}

function stateOf(
  status: Booking["status"],
): { readonly meaning: Meaning; readonly words: string } | undefined {
  switch (status) {
    case "attended":
      return { meaning: "good", words: t`Came` };
    case "missed":
      return { meaning: "bad", words: t`Did not come` };
    case "cancelled":
      return { meaning: "wait", words: t`Cancelled` };
    case "booked":
      return undefined;
  }
}
