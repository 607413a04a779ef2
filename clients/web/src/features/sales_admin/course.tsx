/** The steps of a sale: which are done, on which day, and what comes next. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { CircleCheck, CircleDashed } from "lucide-react";
import type { ReactNode } from "react";
import { date } from "../../format/date.ts";
import { Button, LinkButton } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Money } from "../../ui/money.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";
import type { SaleAct } from "./sale_acts.ts";
import type { WholeSale } from "./sale_query.ts";
import { saleState } from "./sale_words.ts";

/** The card. */
export function Course(
  { orgId, whole: { sale }, acts, onAct }: {
    readonly orgId: string;
    readonly whole: WholeSale;
    readonly acts: readonly SaleAct[];
    readonly onAct: (act: SaleAct) => void;
  },
) {
  const state = saleState(sale.status);
  const proposed = sale.proposed_price_kobo;
  return (
    <Card>
      <StatusChip meaning={state.meaning}>{state.words}</StatusChip>
      <p className="mt-3">
        <Money kobo={sale.price_kobo} size="hero" />
      </p>
      {proposed !== null && (
        <p className="mt-2">
          <Trans>
            <Money kobo={proposed} /> is proposed to the buyer, who has not answered.
          </Trans>
        </p>
      )}
      {sale.fell_through_reason !== null && <p className="mt-2">{sale.fell_through_reason}</p>}
      <ol className="mt-4 flex flex-col gap-2">
        <Step done={date(sale.agreed_on)}>
          <Trans>The offer was accepted</Trans>
        </Step>
        <Step
          {...(sale.contract_signed_on === null ? {} : { done: date(sale.contract_signed_on) })}
        >
          <Trans>The contract of sale is signed, and the deposit is demanded</Trans>
        </Step>
        <Step {...(sale.closed_on === null ? {} : { done: date(sale.closed_on) })}>
          {sale.deed_reference === null
            ? <Trans>The price is paid and the deed handed over</Trans>
            : <Trans>The price is paid and the deed handed over: {sale.deed_reference}</Trans>}
        </Step>
      </ol>
      <div className="mt-4 acts empty:hidden">
        {acts.includes("sign") && (
          <Button onClick={() => onAct("sign")}>
            <Trans>The contract was signed</Trans>
          </Button>
        )}
        {acts.includes("close") && (
          <Button
            look={acts.includes("sign") ? "secondary" : "primary"}
            onClick={() => onAct("close")}
          >
            <Trans>The sale is complete</Trans>
          </Button>
        )}
        {acts.includes("price") && (
          <Button look="secondary" onClick={() => onAct("price")}>
            <Trans>Another price</Trans>
          </Button>
        )}
        {acts.includes("fail") && (
          <Button look="danger" onClick={() => onAct("fail")}>
            <Trans>It came to nothing</Trans>
          </Button>
        )}
        <LinkButton
          to="/org/$orgId/people/offers/$id"
          params={{ orgId, id: sale.offer_id }}
          look="quiet"
        >
          <Trans>To the offer</Trans>
        </LinkButton>
      </div>
    </Card>
  );
}

function Step({ done, children }: { readonly done?: string; readonly children: ReactNode }) {
  return (
    <li className="flex items-start gap-2">
      {done === undefined
        ? <CircleDashed aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-muted" />
        : <CircleCheck aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-good" />}
      <span className={done === undefined ? "text-muted" : ""}>
        {children}
        <span className="block text-14 text-muted">{done ?? t`Still to come`}</span>
      </span>
    </li>
  );
}
