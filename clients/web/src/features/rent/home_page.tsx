/** A tenant's home: what is owed and by when, how far the rent is paid, what waits for an answer, and where to go on. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import type { TenancyHome } from "@estate/sdk";
import { today } from "../../format/calendar.ts";
import { homeAddress, homeName } from "../../format/home_name.ts";
import { HomeGate } from "../../session/home_gate.tsx";
import { rentStatusQuery } from "../../session/home_queries.ts";
import { InstallCard } from "../../session/install_card.tsx";
import { Card } from "../../ui/card.tsx";
import { Missed } from "../../ui/missed.tsx";
import { Page } from "../../ui/page.tsx";
import { PaidThrough } from "../../ui/paid_through.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { AnswersCard } from "./answers_card.tsx";
import { HomeLinks } from "./home_links.tsx";
import { HomeSwitcher } from "./home_switcher.tsx";
import { OwedCard } from "./owed_card.tsx";

/** The page. */
export function HomePage({ tenancyId }: { readonly tenancyId: string }) {
  return (
    <HomeGate tenancyId={tenancyId} title={t`Your home`}>
      {(home, homes) => (
        <Page title={homeName(home)} lead={homeAddress(home)}>
          <div className="flex flex-col gap-4">
            {homes.length > 1 && <HomeSwitcher homes={homes} current={home.id} />}
            <AnswersCard home={home} />
            <OwedCard home={home} />
            <TermCard home={home} />
            <HomeLinks home={home} />
          </div>
          <InstallCard />
        </Page>
      )}
    </HomeGate>
  );
}

function TermCard({ home }: { readonly home: TenancyHome }) {
  const query = useQuery(rentStatusQuery(home.id));
  const standing = query.data;
  if (home.status === "offered" || home.status === "cancelled" || standing === null) return null;
  return (
    <Card title={<Trans>This term</Trans>}>
      <Missed of={[query]} />
      {standing === undefined ? query.isFetching && <Skeleton className="h-20" /> : (
        <PaidThrough
          from={home.starts_on}
          until={home.ends_on}
          paidThrough={standing.paid_through}
          today={today()}
        />
      )}
    </Card>
  );
}
