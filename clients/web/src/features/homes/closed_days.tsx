/** Days on which nobody can stay: an owner closes them and opens them again. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { today } from "../../format/calendar.ts";
import { date } from "../../format/date.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { CloseDaysForm } from "./close_days_form.tsx";
import { daysOf, whenAre } from "./days.ts";
import { openDays } from "./home_acts.ts";
import { unitHoldsQuery } from "./homes_query.ts";

/** The card. */
export function ClosedDays(
  { unitId, mayWrite }: { readonly unitId: string; readonly mayWrite: boolean },
) {
  const query = useQuery(unitHoldsQuery(unitId));
  const queries = useQueryClient();
  const [closing, setClosing] = useState(false);
  const open = useMutation({
    mutationFn: openDays,
    onSuccess: () => queries.invalidateQueries({ queryKey: ["homes"] }),
  });
  return (
    <Card title={t`Closed days`}>
      <Loaded query={query} skeleton={<Skeleton className="h-16" />}>
        {(holds) => {
          const closed = holds.flatMap((it) => {
            const days = daysOf(it.period);
            return it.is_block && it.status === "active" && days !== undefined &&
                whenAre(days, today()) !== "over"
              ? [{ ...it, days }]
              : [];
          }).reverse();
          return (
            <>
              {closed.length === 0 && (
                <p className="text-muted">
                  <Trans>
                    None. Close days for a short stay of your own, or for repairs: nobody can book
                    them then.
                  </Trans>
                </p>
              )}
              <ul className="divide-y divide-line">
                {closed.map(({ id, days, note }) => {
                  const from = date(days.from);
                  const to = date(days.last ?? days.from);
                  return (
                    <li key={id} className="flex items-center justify-between gap-3 py-2">
                      <span className="min-w-0">
                        <span className="block">{from === to ? from : t`${from} to ${to}`}</span>
                        {note !== null && <span className="block text-14 text-muted">{note}</span>}
                      </span>
                      {mayWrite && (
                        <Button
                          look="quiet"
                          busy={open.isPending && open.variables === id}
                          onClick={() => open.mutate(id)}
                          aria-label={t`Open again: ${from} to ${to}`}
                        >
                          <Trans>Open again</Trans>
                        </Button>
                      )}
                    </li>
                  );
                })}
              </ul>
              {open.error !== null && <Problem error={open.error} />}
              {mayWrite && !closing && (
                <Button
                  look="secondary"
                  className="mt-3"
                  onClick={() => setClosing(true)}
                >
                  <Trans>Close days</Trans>
                </Button>
              )}
              {closing && (
                <div className="mt-3">
                  <CloseDaysForm
                    unitId={unitId}
                    taken={holds.filter(({ status }) => status === "active")}
                    onDone={() => setClosing(false)}
                  />
                </div>
              )}
            </>
          );
        }}
      </Loaded>
    </Card>
  );
}
