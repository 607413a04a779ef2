/** What a tenancy was charged, the latest first. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { today } from "../../format/calendar.ts";
import { date } from "../../format/date.ts";
import { chargeKind, chargeStatus, period } from "../../format/money_words.ts";
import { chargesQuery } from "../../session/home_queries.ts";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Money } from "../../ui/money.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";
import { Table } from "../../ui/table.tsx";
import { Loaded } from "./loaded.tsx";

/** The list. */
export function ChargeList({ tenancyId }: { readonly tenancyId: string }) {
  const query = useQuery(chargesQuery(tenancyId));
  const now = today();
  return (
    <Loaded
      query={query}
      empty={
        <EmptyState title={<Trans>Nothing was charged yet</Trans>}>
          <Trans>Rent and other charges stand here once the tenancy begins.</Trans>
        </EmptyState>
      }
    >
      {(rows) => (
        <Table
          caption={t`Charges`}
          rows={rows.toReversed()}
          rowKey={(it) => it.charge_id}
          columns={[
            {
              head: t`For`,
              title: true,
              cell: (it) => (
                <>
                  {chargeKind(it.kind)}
                  <span className="block text-14 font-normal text-muted">
                    {period(it.period as string | null)}
                  </span>
                </>
              ),
            },
            { head: t`Due`, cell: (it) => date(it.due_on) },
            { head: t`Charged`, number: true, cell: (it) => <Money kobo={it.amount_kobo} /> },
            { head: t`Paid so far`, number: true, cell: (it) => <Money kobo={it.paid_kobo} /> },
            {
              head: t`Standing`,
              cell: (it) => {
                const { meaning, word } = chargeStatus(it, now);
                return <StatusChip meaning={meaning}>{word}</StatusChip>;
              },
            },
          ]}
        />
      )}
    </Loaded>
  );
}
