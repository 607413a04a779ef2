/** Receipts as a table, each with its paper and what can be done about it. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { ReceiptWithVoid } from "@estate/sdk";
import { date } from "../../format/date.ts";
import { paymentMethod, period, receiptKind } from "../../format/money_words.ts";
import { Button } from "../../ui/button.tsx";
import { FileButton } from "../../ui/file_button.tsx";
import { Money } from "../../ui/money.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";
import { type Column, Table } from "../../ui/table.tsx";
import { paperOf } from "./receipt_query.ts";

type Act = (id: string) => void;

/** The table; without an act its button is not there. */
export function ReceiptTable(
  { receipts, onVoid, onRefund }: {
    readonly receipts: readonly ReceiptWithVoid[];
    readonly onVoid?: Act;
    readonly onRefund?: Act;
  },
) {
  const columns: readonly Column<ReceiptWithVoid>[] = [
    {
      head: t`Receipt`,
      title: true,
      cell: (it) => (
        <>
          <span className="block whitespace-nowrap">{it.number}</span>
          <span className="block whitespace-nowrap text-14 font-normal text-muted">
            {date(it.received_on)}
          </span>
        </>
      ),
    },
    {
      head: t`From`,
      cell: (it) => (
        <>
          <span className="block">{it.tenant_names}</span>
          <span className="block text-14 text-muted">{it.premises}</span>
        </>
      ),
    },
    { head: t`What for`, cell: (it) => <For receipt={it} /> },
    {
      head: t`Amount`,
      number: true,
      cell: (it) => (
        <>
          <Money kobo={it.amount_kobo} className="block" />
          <span className="block text-14 text-muted">{paymentMethod(it.method)}</span>
        </>
      ),
    },
    {
      head: t`What to do`,
      acts: true,
      cell: (it) => <Acts receipt={it} onVoid={onVoid} onRefund={onRefund} />,
    },
  ];
  return <Table caption={t`Receipts`} columns={columns} rows={receipts} rowKey={({ id }) => id} />;
}

function For({ receipt }: { readonly receipt: ReceiptWithVoid }) {
  return (
    <>
      {receiptKind(receipt.kind)}
      <span className="block text-14 text-muted">{period(receipt.period as string | null)}</span>
      {receipt.void !== null && (
        <span className="mt-1 block">
          <StatusChip meaning="bad">{t`Void`}</StatusChip>
          <span className="block text-14 text-muted">{receipt.void.reason}</span>
        </span>
      )}
    </>
  );
}

function Acts(
  { receipt, onVoid, onRefund }: {
    readonly receipt: ReceiptWithVoid;
    readonly onVoid: Act | undefined;
    readonly onRefund: Act | undefined;
  },
) {
  const { id, number } = receipt;
  const holds = receipt.void === null;
  return (
    <div className="flex flex-wrap gap-1 lg:flex-nowrap">
      <FileButton name={`${number}.pdf`} load={() => paperOf(receipt)}>
        PDF
        <span className="sr-only">
          <Trans>of receipt {number}</Trans>
        </span>
      </FileButton>
      {holds && onRefund !== undefined && (
        <Button
          look="quiet"
          aria-label={t`Refund of receipt ${number}`}
          onClick={() => onRefund(id)}
        >
          <Trans>Refund</Trans>
        </Button>
      )}
      {holds && onVoid !== undefined && (
        <Button
          look="quiet"
          aria-label={t`Void receipt ${number}`}
          onClick={() => onVoid(id)}
        >
          <Trans>Void</Trans>
        </Button>
      )}
    </div>
  );
}
