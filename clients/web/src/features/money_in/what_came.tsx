/** What a bank shows of money that came: how much, and on which day. */
import { t } from "@lingui/core/macro";
import { DayField } from "../../ui/day_field.tsx";
import { MoneyField } from "../../ui/money_field.tsx";

/** The fields amount_kobo and received_on, with what was said of it. */
export function WhatCame({ kobo, day }: { readonly kobo: number; readonly day: string }) {
  return (
    <>
      <MoneyField
        name="amount_kobo"
        label={t`What came in`}
        hint={t`Less leaves the rest open, more becomes credit.`}
        initial={kobo}
      />
      <DayField
        name="received_on"
        label={t`On which day`}
        hint={t`The day first, as 5/12/2026.`}
        initial={day}
      />
    </>
  );
}
