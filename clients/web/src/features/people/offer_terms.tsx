/** The fields of a round: how much, from when, for how long, until when it can be accepted. */
import { t } from "@lingui/core/macro";
import type { OfferTerms, ReceivedOffer } from "@estate/sdk";
import { today } from "../../format/calendar.ts";
import { DayField } from "../../ui/day_field.tsx";
import { MoneyField } from "../../ui/money_field.tsx";
import { Select } from "../../ui/select.tsx";
import { TextArea, TextField } from "../../ui/text_field.tsx";
import { termWords } from "./applicant_words.ts";

/** What they begin with. */
export interface TermsBefore {
  readonly purpose: ReceivedOffer["purpose"];
  readonly amountKobo: number;
  readonly startsOn?: string | null;
  readonly termMonths?: number | null;
  readonly advancePeriods?: number | null;
  readonly completesOn?: string | null;
  readonly conditions?: string | null;
}

/** The fields. */
export function OfferTermsFields({ before }: { readonly before: TermsBefore }) {
  const terms = [...new Set([6, 12, 24, 36, before.termMonths ?? 12])].sort((a, b) => a - b);
  return (
    <>
      <MoneyField
        name="amount_kobo"
        label={before.purpose === "rent" ? t`Rent` : t`Price`}
        initial={before.amountKobo}
      />
      {before.purpose === "rent"
        ? (
          <>
            <DayField
              name="starts_on"
              label={t`First day`}
              hint={t`The day first, as 5/12/2026.`}
              from={today()}
              initial={before.startsOn ?? undefined}
            />
            <div className="grid grid-cols-2 items-end gap-4">
              <Select
                name="term_months"
                label={t`For`}
                defaultValue={String(before.termMonths ?? 12)}
                choices={terms.map((months) => ({
                  value: String(months),
                  label: termWords(months),
                }))}
              />
              <TextField
                name="advance_periods"
                label={t`Periods paid at once`}
                type="number"
                inputMode="numeric"
                min={1}
                max={60}
                defaultValue={before.advancePeriods ?? 1}
              />
            </div>
          </>
        )
        : (
          <DayField
            name="completes_on"
            label={t`To complete by`}
            optional={!before.completesOn}
            from={today()}
            initial={before.completesOn ?? undefined}
          />
        )}
      <TextArea
        name="conditions"
        label={t`What else?`}
        optional
        {...(before.conditions
          ? { hint: t`This is what they ask for. What stands here, you propose too.` }
          : {})}
        rows={3}
        maxLength={2000}
        defaultValue={before.conditions ?? ""}
      />
      <Select
        name="valid_hours"
        label={t`It can be accepted for`}
        defaultValue="72"
        choices={[
          { value: "24", label: t`1 day` },
          { value: "72", label: t`3 days` },
          { value: "168", label: t`7 days` },
          { value: "336", label: t`14 days` },
        ]}
      />
    </>
  );
}

/** What was filled in. Conditions are always said: left out, they would stay as the other side proposed them. */
export function termsOf(fields: FormData): OfferTerms {
  const said = (name: string) => String(fields.get(name) ?? "").trim();
  const number = (name: string) => said(name) === "" ? undefined : Number(said(name));
  return {
    amountKobo: Number(said("amount_kobo")),
    ...(said("starts_on") === "" ? {} : { startsOn: said("starts_on") }),
    ...(number("term_months") === undefined ? {} : { termMonths: Number(said("term_months")) }),
    ...(number("advance_periods") === undefined
      ? {}
      : { advancePeriods: Number(said("advance_periods")) }),
    ...(said("completes_on") === "" ? {} : { completesOn: said("completes_on") }),
    conditions: said("conditions"),
    validHours: Number(said("valid_hours")),
  };
}

/** What is missing, by field. What is left out stays as it was proposed: who empties a field means something else. */
export function missingTerms(
  fields: FormData,
  before?: Pick<TermsBefore, "completesOn">,
): Readonly<Record<string, string>> {
  const empty = (name: string) => fields.get(name) === "";
  return {
    ...(empty("amount_kobo") ? { amount_kobo: t`Say how much.` } : {}),
    ...(empty("starts_on") ? { starts_on: t`Say from which day.` } : {}),
    ...(empty("advance_periods") ? { advance_periods: t`Say how many.` } : {}),
    ...(empty("completes_on") && before?.completesOn
      ? { completes_on: t`A day is proposed: name another one, or that one.` }
      : {}),
  };
}
