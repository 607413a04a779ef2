/** The questions: how much, from when, and what else. */
import { t } from "@lingui/core/macro";
import type { ListingPage } from "@estate/sdk/catalogue";
import { useState } from "react";
import { addDays, today } from "../../format/calendar.ts";
import { periodName } from "../../format/home_words.ts";
import { naira } from "../../format/naira.ts";
import { DayField } from "../../ui/day_field.tsx";
import { MoneyField } from "../../ui/money_field.tsx";
import { Select } from "../../ui/select.tsx";
import { TextArea } from "../../ui/text_field.tsx";
import type { Draft } from "./offer_draft.ts";
import { Question } from "./question.tsx";
import { termChoices, termName, validChoices, validName } from "./offer_words.ts";

/** What each question is given. */
export interface StepProps {
  readonly listing: ListingPage;
  readonly purpose: "rent" | "sale";
  readonly draft: Draft;
  readonly onChange: (part: Draft) => void;
  readonly onNext: () => void;
}

/** How much. */
export function PriceStep({ listing, purpose, draft, onChange, onNext }: StepProps) {
  const per = periodName(listing.costs.price_per);
  const asked = `${naira(listing.costs.price_kobo)} ${per}`.trim();
  const [kobo, setKobo] = useState(draft.amountKobo ?? listing.costs.price_kobo);
  return (
    <Question
      onNext={() => {
        onChange({ amountKobo: kobo });
        onNext();
      }}
      wrong={() => kobo > 0 ? {} : { amount_kobo: t`Say how much you offer.` }}
    >
      <MoneyField
        name="amount_kobo"
        label={purpose === "sale"
          ? t`What do you offer for it?`
          : t`What rent do you offer, ${per}?`}
        hint={t`It is listed at ${asked}. The fees beside it stay as listed.`}
        initial={kobo}
        onRead={(it) => {
          setKobo(it ?? 0);
          if (it !== undefined) onChange({ amountKobo: it });
        }}
      />
    </Question>
  );
}

/** From when and for how long; of a sale, by when. */
export function WhenStep({ purpose, draft, onChange, onNext }: StepProps) {
  const from = today();
  if (purpose === "sale") {
    return (
      <Question onNext={onNext} wrong={() => ({})}>
        <DayField
          name="completes_on"
          label={t`By when should the sale be completed?`}
          optional
          hint={t`The day first, as 5/12/2027. Ninety days after the contract is common.`}
          from={from}
          until={addDays(from, 1825)}
          initial={draft.completesOn}
          onRead={(it) => onChange({ completesOn: it })}
        />
      </Question>
    );
  }
  return (
    <Question
      onNext={() => {
        onChange({ termMonths: draft.termMonths ?? 12 });
        onNext();
      }}
      wrong={() => draft.startsOn === undefined ? { starts_on: t`Say from which day.` } : {}}
    >
      <DayField
        name="starts_on"
        label={t`When would you move in?`}
        hint={t`The day first, as 5/12/2027.`}
        from={from}
        until={addDays(from, 730)}
        initial={draft.startsOn}
        onRead={(it) => onChange({ startsOn: it })}
      />
      <Select
        name="term_months"
        label={t`For how long?`}
        value={String(draft.termMonths ?? 12)}
        choices={termChoices.map((it) => ({ value: String(it), label: termName(it) }))}
        onChange={(event) => onChange({ termMonths: Number(event.target.value) })}
      />
    </Question>
  );
}

/** What else is asked for, and for how long the offer is good. */
export function MoreStep({ purpose, draft, onChange, onNext }: StepProps) {
  return (
    <Question onNext={onNext} wrong={() => ({})}>
      <TextArea
        name="conditions"
        label={t`Do you ask for something else?`}
        optional
        hint={purpose === "sale"
          ? t`Such as that the survey is clean, or that the furniture stays.`
          : t`Such as new paint, or paying in two parts.`}
        maxLength={2000}
        value={draft.conditions ?? ""}
        onChange={(event) => onChange({ conditions: event.target.value })}
      />
      <Select
        name="valid_hours"
        label={t`How long is your offer good?`}
        hint={t`If nobody answers until then, it is over by itself.`}
        value={String(draft.validHours ?? 72)}
        choices={validChoices.map((it) => ({ value: String(it), label: validName(it) }))}
        onChange={(event) => onChange({ validHours: Number(event.target.value) })}
      />
    </Question>
  );
}
