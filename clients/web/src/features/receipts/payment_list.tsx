/** The payments of a tenancy with how each stands, newest first; each leads to its own page. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ListedPayment, OfflinePayment } from "@estate/sdk";
import { dateOf } from "../../format/date.ts";
import { offlineStatus, paymentMethod, paymentStatus } from "../../format/money_words.ts";
import { offlinePaymentsQuery, paymentsQuery } from "../../session/home_queries.ts";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Missed } from "../../ui/missed.tsx";
import { Money } from "../../ui/money.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";
import { Table } from "../../ui/table.tsx";
import { Loaded } from "./loaded.tsx";

/** The list. */
export function PaymentList({ tenancyId }: { readonly tenancyId: string }) {
  const query = useQuery(paymentsQuery(tenancyId));
  const offline = useQuery(offlinePaymentsQuery(tenancyId));
  const said = new Map(offline.data?.map((it) => [it.payment_id, it]));
  return (
    <Loaded
      query={query}
      empty={
        <EmptyState title={<Trans>Nothing was paid yet</Trans>}>
          <Trans>Each payment stands here from the moment that you begin it.</Trans>
        </EmptyState>
      }
    >
      {(rows) => (
        <>
          <Missed of={[offline]} className="mb-4" />
          <Table
            caption={t`Payments`}
            rows={rows}
            rowKey={(it) => it.id}
            columns={[
              { head: t`Amount`, title: true, cell: (it) => <Money kobo={it.amount_kobo} /> },
              { head: t`How`, cell: (it) => paymentMethod(it.method) },
              { head: t`When`, cell: (it) => dateOf(it.paid_at ?? it.created_at) },
              {
                head: t`Standing`,
                cell: (it) => <Stands tenancyId={tenancyId} payment={it} said={said.get(it.id)} />,
              },
              {
                head: t`Reference`,
                cell: (it) => (
                  <Link
                    to="/payments/$reference"
                    params={{ reference: it.reference }}
                    className="break-all text-14 text-brand underline"
                  >
                    {it.reference}
                  </Link>
                ),
              },
            ]}
          />
        </>
      )}
    </Loaded>
  );
}

function Stands(
  { tenancyId, payment, said }: {
    readonly tenancyId: string;
    readonly payment: ListedPayment;
    readonly said: OfflinePayment | undefined;
  },
) {
  const { meaning, word } = said === undefined ? paymentStatus(payment) : offlineStatus(said);
  // Of what counts only who decided a dispute said why.
  const why = said?.decision ?? (meaning === "good" ? null : payment.failure_reason);
  return (
    <>
      <StatusChip meaning={meaning}>{word}</StatusChip>
      {why !== null && <span className="mt-1 block text-14 text-muted">{why}</span>}
      {said !== undefined && (said.status === "needs_more" || said.status === "expired") && (
        <Link
          to="/home/$tenancyId/proof/$id"
          params={{ tenancyId, id: said.id }}
          className="mt-1 block text-14 font-semibold text-brand underline"
        >
          <Trans>Show another proof</Trans>
        </Link>
      )}
    </>
  );
}
