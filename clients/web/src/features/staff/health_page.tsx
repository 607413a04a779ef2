/** How the work in the background goes: what is late or fails first, then the rest by what it is. */
import { plural, t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Loaded } from "../../ui/loaded.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Callout } from "../../ui/status_chip.tsx";
import { HealthGroup, type HealthRow } from "./health_group.tsx";
import { workName } from "./health_names.ts";
import { healthGroups, overallOf, type Sort, stateOf } from "./health_state.ts";
import { healthQuery } from "./staff_query.ts";

/** The page. */
export function HealthPage() {
  const query = useQuery({ ...healthQuery(), refetchInterval: 30_000 });
  return (
    <Page
      title={t`How the work goes`}
      lead={<Trans>Everything that runs in the background; looked at anew twice a minute.</Trans>}
      width="wide"
    >
      <Loaded query={query} skeleton={<Skeleton className="h-96" />}>
        {(rows) => <Health rows={rows as readonly HealthRow[]} />}
      </Loaded>
    </Page>
  );
}

function Health({ rows }: { readonly rows: readonly HealthRow[] }) {
  const { urgent, groups } = healthGroups(rows, workName);
  const overall = overallOf(rows);
  return (
    <div className="flex flex-col gap-4 lg:gap-6">
      <div role="status">
        {overall === "on_time"
          ? (
            <Callout
              meaning="good"
              title={plural(rows.length, {
                one: "Its only part is on time",
                other: "All # parts are on time",
              })}
            />
          )
          : overall === "not_all"
          ? <Callout meaning="warn" title={notAll(rows)} />
          : (
            <Callout
              meaning="bad"
              title={plural(urgent.length, {
                one: "# part needs somebody",
                other: "# parts need somebody",
              })}
            />
          )}
      </div>
      {urgent.length > 0 && <HealthGroup title={t`Needs somebody`} rows={urgent} />}
      <div className="grid items-start gap-4 lg:grid-cols-2 lg:gap-6">
        <div className="flex flex-col gap-4 lg:gap-6">
          {groups.filter(({ sort }) => sort !== "schedule").map((group) => (
            <HealthGroup key={group.sort} {...about(group.sort)} rows={group.rows} />
          ))}
        </div>
        {groups.filter(({ sort }) => sort === "schedule").map((group) => (
          <HealthGroup key={group.sort} {...about(group.sort)} rows={group.rows} />
        ))}
      </div>
    </div>
  );
}

/** Nobody is needed at once, and not all is well. */
function notAll(rows: readonly HealthRow[]): string {
  const paused = rows.filter((row) => stateOf(row) === "paused").length;
  const dead = rows.reduce((sum, row) => sum + row.dead, 0);
  return [
    ...(paused === 0
      ? []
      : [plural(paused, { one: "# part is paused", other: "# parts are paused" })]),
    ...(dead === 0 ? [] : [plural(dead, { one: "# was given up", other: "# were given up" })]),
  ].join(" · ");
}

function about(sort: Sort): { readonly title: string; readonly lead: string } {
  switch (sort) {
    case "scheduler":
      return { title: t`The scheduler`, lead: t`It starts what runs by the clock.` };
    case "kind":
      return { title: t`Work`, lead: t`What workers do as it comes.` };
    case "outbox":
      return { title: t`Messages going out`, lead: t`By the way in which they go.` };
    case "queue":
      return { title: t`Queues`, lead: t`What came in and waits to be taken.` };
    case "schedule":
      return { title: t`By the clock`, lead: t`What the scheduler starts, each in its time.` };
  }
}
