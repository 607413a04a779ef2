/** What needs to be proven for what: so that nobody proves more than they must. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { dateOf } from "../../format/date.ts";
import { naira } from "../../format/naira.ts";
import { Card } from "../../ui/card.tsx";
import { Missed } from "../../ui/missed.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";
import { needsQuery } from "./proof_query.ts";
import { actName, levelName } from "./step_words.ts";

/** The card; nothing while there are none. */
export function Needs() {
  const query = useQuery(needsQuery());
  const { data } = query;
  if (data === undefined) return <Missed of={[query]} />;
  if (data.length === 0) return null;
  return (
    <Card title={t`What it is needed for`}>
      <ul className="flex flex-col divide-y divide-line">
        {data.map((need) => {
          const later = Date.parse(need.holds_from) > Date.now();
          const level = levelName(need.level);
          return (
            <li
              key={`${need.act} ${need.from_kobo} ${need.holds_from}`}
              className="flex flex-wrap items-start justify-between gap-2 py-3 first:pt-0 last:pb-0"
            >
              <div className="min-w-0">
                <p className="font-semibold">
                  {need.from_kobo > 0
                    ? t`${actName(need.act)}, from ${naira(need.from_kobo)} on`
                    : actName(need.act)}
                </p>
                <p className="text-14 text-muted">
                  {later
                    ? t`Needs ${level}, from ${dateOf(need.holds_from)} on`
                    : t`Needs ${level}`}
                </p>
              </div>
              {need.is_met
                ? (
                  <StatusChip meaning="good">
                    <Trans>You have it</Trans>
                  </StatusChip>
                )
                : (
                  <StatusChip meaning="info">
                    <Trans>Not yet</Trans>
                  </StatusChip>
                )}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
