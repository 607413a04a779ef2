/** Where to transfer to: bank, number, exactly how much, until when. */
import { Trans } from "@lingui/react/macro";
import type { Transfer } from "@estate/sdk";
import { dateTime } from "../../format/date.ts";
import { naira } from "../../format/naira.ts";
import { LinkButton } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Callout } from "../../ui/status_chip.tsx";
import { CopiedLine } from "./copied_line.tsx";

/** The card; with a link to wait unless one waits already. */
export function TransferDetails(
  { transfer, waiting }: { readonly transfer: Transfer; readonly waiting?: boolean },
) {
  const amount = naira(transfer.amount_kobo);
  return (
    <Card title={<Trans>Transfer exactly this</Trans>}>
      <dl className="flex flex-col gap-3">
        <CopiedLine
          name={<Trans>Amount</Trans>}
          value={amount}
          copied={String(transfer.amount_kobo / 100)}
        />
        <CopiedLine
          name={<Trans>Account number</Trans>}
          value={transfer.account_number}
          copied={transfer.account_number}
        />
        <CopiedLine name={<Trans>Bank</Trans>} value={transfer.bank_name} />
        <CopiedLine name={<Trans>Until</Trans>} value={dateTime(transfer.expires_at)} />
      </dl>
      <div className="mt-4 flex flex-col gap-4">
        <Callout meaning="info">
          <Trans>
            The number is for this payment alone. Another amount, or one that comes later, your bank
            gets back.
          </Trans>
        </Callout>
        {waiting !== true && (
          <LinkButton to="/payments/$reference" params={{ reference: transfer.reference }} wide>
            <Trans>I have transferred it</Trans>
          </LinkButton>
        )}
      </div>
    </Card>
  );
}
