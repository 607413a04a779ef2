/** Where to transfer to: bank, number, exactly how much, until when. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { Transfer } from "@estate/sdk";
import { Copy } from "lucide-react";
import type { ReactNode } from "react";
import { dateTime } from "../../format/date.ts";
import { naira } from "../../format/naira.ts";
import { LinkButton } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Callout } from "../../ui/status_chip.tsx";
import { toast } from "../../ui/toast.tsx";

/** The card; with a link to wait unless one waits already. */
export function TransferDetails(
  { transfer, waiting }: { readonly transfer: Transfer; readonly waiting?: boolean },
) {
  const amount = naira(transfer.amount_kobo);
  return (
    <Card title={<Trans>Transfer exactly this</Trans>}>
      <dl className="flex flex-col gap-3">
        <Line
          name={<Trans>Amount</Trans>}
          value={amount}
          copied={String(transfer.amount_kobo / 100)}
        />
        <Line
          name={<Trans>Account number</Trans>}
          value={transfer.account_number}
          copied={transfer.account_number}
        />
        <Line name={<Trans>Bank</Trans>} value={transfer.bank_name} />
        <Line name={<Trans>Until</Trans>} value={dateTime(transfer.expires_at)} />
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

function Line(
  { name, value, copied }: {
    readonly name: ReactNode;
    readonly value: string;
    readonly copied?: string;
  },
) {
  const copy = async () => {
    await navigator.clipboard.writeText(copied ?? value);
    toast(t`Copied`);
  };
  return (
    <div className="flex items-center justify-between gap-4">
      <div className="min-w-0">
        <dt className="text-14 text-muted">{name}</dt>
        <dd className="money text-20 font-bold">{value}</dd>
      </div>
      {copied !== undefined && (
        <button
          type="button"
          onClick={() => void copy()}
          className="grid size-11 shrink-0 place-items-center rounded-control border border-edge hover:bg-raised"
        >
          <Copy aria-hidden="true" className="size-5" />
          <span className="sr-only">
            <Trans>Copy {value}</Trans>
          </span>
        </button>
      )}
    </div>
  );
}
