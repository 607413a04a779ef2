/** The receipts of a tenancy, newest first, each as a PDF. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import type { ReceiptWithVoid } from "@estate/sdk";
import { date } from "../../format/date.ts";
import { period, receiptKind } from "../../format/money_words.ts";
import { sdk } from "../../session/home_queries.ts";
import { EmptyState } from "../../ui/empty_state.tsx";
import { FileButton } from "../../ui/file_button.tsx";
import { Money } from "../../ui/money.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";
import { Table } from "../../ui/table.tsx";
import { Loaded } from "./loaded.tsx";
import { receiptsQuery } from "./receipts_query.ts";

/** The list. */
export function ReceiptList({ tenancyId }: { readonly tenancyId: string }) {
  const query = useQuery(receiptsQuery(tenancyId));
  return (
    <Loaded
      query={query}
      empty={
        <EmptyState title={<Trans>There is no receipt yet</Trans>}>
          <Trans>
            Each payment that arrives makes one by itself. Anybody to whom you give it can check it
            by its code.
          </Trans>
        </EmptyState>
      }
    >
      {(rows) => (
        <Table
          caption={t`Receipts`}
          rows={rows}
          rowKey={(it) => it.id}
          columns={[
            { head: t`Number`, title: true, cell: (it) => it.number },
            { head: t`For`, cell: (it) => <For receipt={it} /> },
            { head: t`Received`, cell: (it) => date(it.received_on) },
            { head: t`Amount`, number: true, cell: (it) => <Money kobo={it.amount_kobo} /> },
            { head: t`Paper`, cell: (it) => <Paper receipt={it} /> },
          ]}
        />
      )}
    </Loaded>
  );
}

function For({ receipt }: { readonly receipt: ReceiptWithVoid }) {
  return (
    <>
      {receiptKind(receipt.kind)}
      <span className="block text-14 text-muted">{period(receipt.period as string | null)}</span>
      {receipt.void !== null && (
        <span className="mt-1 block">
          <StatusChip meaning="bad">
            <Trans>Void</Trans>
          </StatusChip>
          <span className="block text-14 text-muted">{receipt.void.reason}</span>
        </span>
      )}
    </>
  );
}

function Paper({ receipt }: { readonly receipt: ReceiptWithVoid }) {
  const { number } = receipt;
  return (
    <FileButton
      name={`${number}.pdf`}
      load={async () => {
        const { client, downloadReceipt } = await sdk();
        return await downloadReceipt(client, receipt, receipt.void !== null);
      }}
    >
      PDF
      <span className="sr-only">
        <Trans>of receipt {number}</Trans>
      </span>
    </FileButton>
  );
}
