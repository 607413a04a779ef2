/** Receipts of what was paid, and papers about the home that were shared with the buyer. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { date } from "../../format/date.ts";
import { sdk } from "../../session/home_queries.ts";
import { Card } from "../../ui/card.tsx";
import { FileButton } from "../../ui/file_button.tsx";
import { Money } from "../../ui/money.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";
import type { Purchase } from "./purchase_query.ts";

const line = "flex flex-wrap items-center justify-between gap-3 py-3 first:pt-0 last:pb-0";

/** The card. */
export function PapersCard({ purchase: { receipts, papers } }: { readonly purchase: Purchase }) {
  return (
    <Card title={<Trans>Papers</Trans>}>
      {receipts.length + papers.length === 0
        ? (
          <p className="text-muted">
            <Trans>
              None yet. Receipts of what you pay come here, and papers that the seller shares with
              you.
            </Trans>
          </p>
        )
        : (
          <ul className="divide-y divide-line">
            {receipts.map((it) => (
              <li key={it.id} className={line}>
                <div className="min-w-0">
                  <p className="font-semibold">
                    <Trans>Receipt {it.number}</Trans>
                  </p>
                  <p className="text-14 text-muted">
                    {date(it.received_on)} · <Money kobo={it.amount_kobo} />
                  </p>
                  {it.void !== null && <StatusChip meaning="bad">{t`Void`}</StatusChip>}
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
            {papers.map((it) => (
              <li key={it.id} className={line}>
                <p className="min-w-0 font-semibold">{it.title}</p>
                <FileButton
                  name={it.title}
                  load={async () => {
                    const { client, downloadDocument } = await sdk();
                    return await downloadDocument(client, it);
                  }}
                >
                  <Trans>Get the file</Trans>
                </FileButton>
              </li>
            ))}
          </ul>
        )}
    </Card>
  );
}
