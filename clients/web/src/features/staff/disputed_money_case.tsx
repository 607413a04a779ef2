/** Two sides say opposite things about money: what each said, and which of them is right. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQueryClient } from "@tanstack/react-query";
import type { DisputedMoney } from "@estate/sdk";
import { date, dateTime } from "../../format/date.ts";
import { paymentMethod } from "../../format/money_words.ts";
import { naira } from "../../format/naira.ts";
import { shownName } from "../../format/shown_name.ts";
import { FileButton } from "../../ui/file_button.tsx";
import { Callout } from "../../ui/status_chip.tsx";
import { WhatCame } from "../money_in/what_came.tsx";
import { Decision } from "./decision.tsx";
import { fact, Facts } from "./facts.tsx";
import { ReasonFirst } from "./reason_first.tsx";
import { exceptionsQuery, sdk } from "./staff_query.ts";

/** The case of an exception that is about a disputed payment or return of a deposit. */
export function DisputedMoneyCase(
  { exceptionId, onDone }: { readonly exceptionId: string; readonly onDone: () => void },
) {
  return (
    <ReasonFirst<DisputedMoney>
      open={async (reason) => {
        const [client, { readDisputedMoney }] = await sdk();
        return await readDisputedMoney(client, exceptionId, reason);
      }}
    >
      {(money) => (
        <>
          <Recorded money={money} />
          <Disputed money={money} />
          {money.is_open
            ? <WhichIsRight money={money} onDone={onDone} />
            : (
              <Callout meaning="info" title={t`It is decided`}>
                <p>
                  <Trans>Somebody decided it meanwhile, or they agreed.</Trans>
                </p>
              </Callout>
            )}
        </>
      )}
    </ReasonFirst>
  );
}

function Recorded({ money }: { readonly money: DisputedMoney }) {
  const { property, unit, paper } = money;
  return (
    <Facts
      title={money.kind === "offline_payment"
        ? t`Recorded: a payment came`
        : t`Recorded: a deposit was given back`}
      facts={[
        [t`By`, money.recorded_by && shownName(money.recorded_by)],
        [t`Of`, money.organization],
        [t`When`, dateTime(money.recorded_at)],
        [t`Amount`, naira(money.amount_kobo)],
        [t`How`, paymentMethod(money.method)],
        [t`On which day`, date(money.on_day)],
        [t`Bank reference`, money.bank_reference],
        [t`Our reference`, money.reference],
        [t`Note`, money.note],
        [
          t`Home`,
          property === null ? null : unit === null ? property : t`${property}, ${unit}`,
        ],
        [t`Confirmed by a second person`, money.confirmed_by && shownName(money.confirmed_by)],
        fact(
          t`What shows it`,
          paper === null ? <Trans>Nothing was put with it.</Trans> : (
            <FileButton
              name={paper.title}
              load={async () => {
                const [client, { downloadDocument }] = await sdk();
                return await downloadDocument(client, paper);
              }}
            >
              {paper.title}
            </FileButton>
          ),
        ),
      ]}
    />
  );
}

function Disputed({ money }: { readonly money: DisputedMoney }) {
  return (
    <Facts
      title={t`Disputed: it is not so`}
      facts={[
        [t`By`, money.disputed_by && shownName(money.disputed_by)],
        [t`Tenants`, money.tenants.join(", ")],
        [t`When`, money.disputed_at && dateTime(money.disputed_at)],
        fact(t`In their words`, <p className="whitespace-pre-wrap">{money.said}</p>),
      ]}
    />
  );
}

function WhichIsRight(
  { money, onDone }: { readonly money: DisputedMoney; readonly onDone: () => void },
) {
  const queries = useQueryClient();
  const isPayment = money.kind === "offline_payment";
  return (
    <Decision
      choices={[
        {
          value: "came",
          label: t`It came`,
          asks: isPayment && <WhatCame kobo={money.amount_kobo} day={money.on_day} />,
        },
        { value: "not", label: t`It did not come` },
      ]}
      hint={t`Hear both sides first. Both of them read this.`}
      decide={async (came, reason, fields) => {
        try {
          await decide(money, came === "came", reason, fields);
        } catch (error) {
          // They may have agreed, or a colleague was faster.
          void queries.invalidateQueries({ queryKey: exceptionsQuery().queryKey });
          throw error;
        }
      }}
      onDone={onDone}
    />
  );
}

async function decide(money: DisputedMoney, came: boolean, reason: string, fields: FormData) {
  const [client, { confirmOfflinePayment, decideDepositReturn, rejectOfflinePayment }] =
    await sdk();
  if (money.kind === "deposit_return") {
    return await decideDepositReturn(client, money.id, { wasReturned: came, reason });
  }
  if (!came) return await rejectOfflinePayment(client, money.id, reason);
  return await confirmOfflinePayment(client, money.id, {
    amountKobo: Number(fields.get("amount_kobo")),
    receivedOn: String(fields.get("received_on")),
    reason,
  });
}
