/** Who rents a unit, and who did. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import type { UnitTenancy } from "@estate/sdk";
import { lastDay } from "../../format/calendar.ts";
import { date } from "../../format/date.ts";
import { periodName } from "../../format/home_words.ts";
import { Card } from "../../ui/card.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Money } from "../../ui/money.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";
import { unitTenanciesQuery } from "./homes_query.ts";
import { lettingWords } from "./unit_words.ts";

/** The card. */
export function UnitTenancies({ unitId }: { readonly orgId: string; readonly unitId: string }) {
  const query = useQuery(unitTenanciesQuery(unitId));
  return (
    <Card title={t`Lettings`}>
      <Loaded query={query} skeleton={<Skeleton className="h-16" />}>
        {(tenancies) =>
          tenancies.length === 0
            ? (
              <p className="text-muted">
                <Trans>Never let here.</Trans>
              </p>
            )
            : (
              <ul className="divide-y divide-line">
                {tenancies.map((it) => <Letting key={it.id} tenancy={it} />)}
              </ul>
            )}
      </Loaded>
    </Card>
  );
}

function Letting({ tenancy }: { readonly tenancy: UnitTenancy }) {
  const state = lettingWords(tenancy.status);
  const from = date(tenancy.starts_on);
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-3 first:pt-0 last:pb-0">
      <span className="min-w-0">
        <span className="block font-semibold">{tenancy.tenants.join(", ")}</span>
        <span className="block text-14 text-muted">
          {tenancy.ends_on === null
            ? <Trans>from {from}</Trans>
            : <Trans>{from} to {date(lastDay(tenancy.ends_on))}</Trans>}
        </span>
        <span className="block text-14">
          <Money kobo={tenancy.rent_kobo} /> {periodName(tenancy.rent_per)}
        </span>
      </span>
      <StatusChip meaning={state.meaning}>{state.words}</StatusChip>
    </li>
  );
}
