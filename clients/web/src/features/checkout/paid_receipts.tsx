/** The receipts of a payment: what a payer came back for. */
import { Trans } from "@lingui/react/macro";
import type { ReceiptWithVoid } from "@estate/sdk";
import { receiptKind } from "../../format/money_words.ts";
import { sdk } from "../../session/home_queries.ts";
import { Card } from "../../ui/card.tsx";
import { FileButton } from "../../ui/file_button.tsx";
import { Money } from "../../ui/money.tsx";

/** A card for them all. */
export function PaidReceipts({ receipts }: { readonly receipts: readonly ReceiptWithVoid[] }) {
  return (
    <Card title={receipts.length > 1 ? <Trans>Your receipts</Trans> : <Trans>Your receipt</Trans>}>
      <ul className="divide-y divide-line">
        {receipts.map((it) => (
          <li
            key={it.id}
            className="flex flex-wrap items-center justify-between gap-3 py-3 first:pt-0 last:pb-0"
          >
            <div className="min-w-0">
              <p className="font-semibold">{it.number}</p>
              <p className="text-14 text-muted">
                {receiptKind(it.kind)} · <Money kobo={it.amount_kobo} />
              </p>
            </div>
            <FileButton
              name={`${it.number}.pdf`}
              load={async () => {
                const { client, downloadReceipt } = await sdk();
                return await downloadReceipt(client, it, it.void !== null);
              }}
            >
              <Trans>Get the PDF</Trans>
            </FileButton>
          </li>
        ))}
      </ul>
    </Card>
  );
}
