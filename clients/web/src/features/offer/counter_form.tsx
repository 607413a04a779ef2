/** Other terms, over those that the owner proposed. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { OfferRound, OfferStory } from "@estate/sdk";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { addDays, today } from "../../format/calendar.ts";
import { periodName } from "../../format/home_words.ts";
import { naira } from "../../format/naira.ts";
import { Button } from "../../ui/button.tsx";
import { DayField } from "../../ui/day_field.tsx";
import { Form } from "../../ui/form.tsx";
import { MoneyField } from "../../ui/money_field.tsx";
import { Page } from "../../ui/page.tsx";
import { Select } from "../../ui/select.tsx";
import { TextArea } from "../../ui/text_field.tsx";
import { type Draft, draftName, forgetDraft, keepDraft, readDraft } from "./offer_draft.ts";
import { counter } from "./offer_query.ts";
import { termChoices, termName, validChoices, validName } from "./offer_words.ts";
import { termsOf } from "./terms_of.ts";

/** The screen with its form; what is written is kept on the phone. */
export function CounterForm(
  { offer, last, title }: {
    readonly offer: OfferStory;
    readonly last: OfferRound;
    readonly title: string;
  },
) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const purpose = offer.purpose === "sale" ? "sale" : "rent";
  const name = draftName({ offerId: offer.id, round: last.round });
  const [draft, setDraft] = useState<Draft>(() => ({
    amountKobo: last.amount_kobo,
    ...readDraft(name),
  }));
  const change = (part: Draft) =>
    setDraft((before) => {
      const next = { ...before, ...part };
      keepDraft(name, next);
      return next;
    });
  const send = useMutation({
    mutationFn: (terms: Draft) => counter(offer.id, termsOf(terms, purpose)),
    onSettled: () => queries.invalidateQueries({ queryKey: ["offers"] }),
    onSuccess: async () => {
      forgetDraft(name);
      await navigate({ to: "/offers/$id", params: { id: offer.id }, search: {}, replace: true });
    },
  });
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const submit = (fields: FormData) => {
    const day = (field: string) => String(fields.get(field) ?? "") || undefined;
    const [startsOn, completesOn] = [day("starts_on"), day("completes_on")];
    // What is left out stays as it was proposed: who empties a field means something else.
    const errors: Record<string, string> = {
      ...(purpose === "rent" && startsOn === undefined ? { starts_on: t`Say when.` } : {}),
      ...(purpose === "sale" && completesOn === undefined && last.completes_on !== null
        ? { completes_on: t`A day is proposed: name another one, or that one.` }
        : {}),
    };
    setWrong(errors);
    if (Object.keys(errors).length === 0) send.mutate({ ...draft, startsOn, completesOn });
  };
  const from = today();
  const proposed = `${naira(last.amount_kobo)} ${periodName(offer.price_per)}`.trim();
  return (
    <Page title={title} lead={<Trans>The owner proposes {proposed}.</Trans>}>
      <Form error={send.error} errors={wrong} onSubmit={submit}>
        <MoneyField
          name="amount_kobo"
          label={t`You offer`}
          initial={draft.amountKobo}
          onRead={(it) => change({ amountKobo: it ?? 0 })}
        />
        {purpose === "sale"
          ? (
            <DayField
              name="completes_on"
              label={t`Completed by`}
              optional={last.completes_on === null}
              from={from}
              until={addDays(from, 1825)}
              initial={draft.completesOn ?? last.completes_on ?? undefined}
              onRead={(it) => change({ completesOn: it })}
            />
          )
          : (
            <>
              <DayField
                name="starts_on"
                label={t`When would you move in?`}
                from={from}
                until={addDays(from, 730)}
                initial={draft.startsOn ?? last.starts_on ?? undefined}
                onRead={(it) => change({ startsOn: it })}
              />
              <Select
                name="term_months"
                label={t`For how long?`}
                value={String(draft.termMonths ?? last.term_months ?? 12)}
                choices={[...new Set([...termChoices, last.term_months ?? 12])]
                  .sort((one, other) => one - other)
                  .map((it) => ({ value: String(it), label: termName(it) }))}
                onChange={(event) => change({ termMonths: Number(event.target.value) })}
              />
            </>
          )}
        <TextArea
          name="conditions"
          label={t`Conditions`}
          optional
          maxLength={2000}
          value={draft.conditions ?? last.conditions ?? ""}
          onChange={(event) => change({ conditions: event.target.value })}
        />
        <Select
          name="valid_hours"
          label={t`How long is your offer good?`}
          value={String(draft.validHours ?? 72)}
          choices={validChoices.map((it) => ({ value: String(it), label: validName(it) }))}
          onChange={(event) => change({ validHours: Number(event.target.value) })}
        />
        <Button type="submit" busy={send.isPending}>
          <Trans>Send the answer</Trans>
        </Button>
      </Form>
    </Page>
  );
}
