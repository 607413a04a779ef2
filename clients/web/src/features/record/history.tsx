/** Each tenancy as it stands on the record: facts of the ledger, not somebody's opinion. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import type { PastTenancy } from "@estate/sdk";
import { ScrollText } from "lucide-react";
import { naira } from "../../format/naira.ts";
import { tenancyStatus } from "../../format/tenancy_words.ts";
import { TenancyFacts } from "../../session/tenancy_facts.tsx";
import { Card } from "../../ui/card.tsx";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";
import { historyQuery } from "./record_query.ts";

/** Newest first. */
export function History() {
  const query = useQuery(historyQuery());
  return (
    <Loaded query={query} skeleton={<Skeleton className="h-48" />}>
      {(all) =>
        all.length === 0
          ? (
            <EmptyState icon={<ScrollText />} title={<Trans>Nothing is on it yet</Trans>}>
              <Trans>
                It begins with your first tenancy here, and each rent that you pay is written down.
              </Trans>
            </EmptyState>
          )
          : (
            <div className="flex flex-col gap-4">
              {all.map((it) => <Tenancy key={it.tenancy_id} tenancy={it} />)}
            </div>
          )}
    </Loaded>
  );
}

function Tenancy({ tenancy }: { readonly tenancy: PastTenancy }) {
  const { arrears_kobo: arrears } = tenancy;
  const { meaning, word } = tenancyStatus(tenancy.status);
  return (
    <Card
      title={`${tenancy.unit_label}, ${tenancy.area}`}
      action={<StatusChip meaning={meaning}>{word}</StatusChip>}
    >
      <p className="text-muted">{tenancy.organization}</p>
      <TenancyFacts
        tenancy={tenancy}
        overdue={arrears > 0 ? t`${naira(arrears)} overdue` : undefined}
      />
    </Card>
  );
}
