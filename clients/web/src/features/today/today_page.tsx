/** Today: what needs somebody of the organization, and how it stands. */
import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { today } from "../../format/calendar.ts";
import { date } from "../../format/date.ts";
import { InstallCard } from "../../session/install_card.tsx";
import { useMembership } from "../../session/membership.ts";
import { Loaded } from "../../ui/loaded.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { FigureCards } from "./figures.tsx";
import { Needs } from "./needs.tsx";
import { Suspended } from "./suspended.tsx";
import { todayQuery } from "./today_query.ts";

/** The page. */
export function TodayPage({ orgId }: { readonly orgId: string }) {
  const query = useQuery(todayQuery(orgId));
  const name = useMembership(orgId)?.name;
  const day = date(query.data?.on_day ?? today());
  return (
    <Page title={t`Today`} lead={name === undefined ? day : t`${name} · ${day}`} width="wide">
      <Suspended orgId={orgId} />
      <Loaded query={query} skeleton={<TodaySkeleton />}>
        {(found) => (
          <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
            <section aria-label={t`What needs you`}>
              <Needs orgId={orgId} today={found} />
            </section>
            <section aria-label={t`How it stands`}>
              <FigureCards orgId={orgId} figures={found.figures} />
            </section>
          </div>
        )}
      </Loaded>
      <InstallCard />
    </Page>
  );
}

function TodaySkeleton() {
  return (
    <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
      <div className="flex flex-col gap-4">
        <Skeleton className="h-56" />
        <Skeleton className="h-40" />
      </div>
      <div className="flex flex-col gap-4">
        <Skeleton className="h-52" />
        <Skeleton className="h-64" />
      </div>
    </div>
  );
}
