/** Asking about a home: one question, and by when. What was written stays when the tab closes. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { addDays, today } from "../../format/calendar.ts";
import { naira } from "../../format/naira.ts";
import { periodName } from "../../format/home_words.ts";
import { Button, LinkButton } from "../../ui/button.tsx";
import { DayField } from "../../ui/day_field.tsx";
import { Form } from "../../ui/form.tsx";
import { Page } from "../../ui/page.tsx";
import { Callout } from "../../ui/status_chip.tsx";
import { TextArea } from "../../ui/text_field.tsx";
import { ask, askedListingQuery } from "./ask_query.ts";
import { forgetDraft, keepDraft, readDraft } from "./draft.ts";

/** The page. */
export function AskPage({ listingId }: { readonly listingId: string }) {
  const { data: listing } = useQuery(askedListingQuery(listingId));
  const [draft, setDraft] = useState(() => readDraft(listingId));
  const [wrong, setWrong] = useState<string>();
  const send = useMutation({
    mutationFn: () => ask(listingId, draft.message.trim(), draft.moveInOn || undefined),
    onSuccess: () => forgetDraft(listingId),
  });
  const change = (part: Partial<typeof draft>) => {
    const next = { ...draft, ...part };
    setDraft(next);
    keepDraft(listingId, next);
  };
  const now = today();
  const who = listing?.listed_by ?? "";
  if (send.isSuccess) {
    return (
      <Page title={t`Your question is sent`}>
        <Callout meaning="good" role="status">
          <p>
            <Trans>{who} has it now. You are told as soon as there is an answer.</Trans>
          </p>
        </Callout>
        <div className="mt-6 acts">
          <LinkButton to="/l/$id" params={{ id: listingId }}>
            <Trans>Back to the home</Trans>
          </LinkButton>
          <LinkButton look="secondary" to="/search">
            <Trans>Look for others</Trans>
          </LinkButton>
        </div>
      </Page>
    );
  }
  return (
    <Page
      title={t`Ask about this home`}
      lead={listing === undefined
        ? undefined
        : `${listing.title} · ${naira(listing.price_kobo)} ${periodName(listing.price_per)}`}
    >
      <Form
        error={send.error}
        {...(wrong === undefined ? {} : { errors: { message: wrong } })}
        onSubmit={() => {
          setWrong(draft.message.trim() === "" ? t`Write what you want to know.` : undefined);
          if (draft.message.trim() !== "") send.mutate();
        }}
      >
        <TextArea
          name="message"
          label={t`Your question`}
          hint={t`Is it still free? When can I see it? What is not on the page?`}
          rows={5}
          maxLength={2000}
          value={draft.message}
          onChange={(event) => change({ message: event.target.value })}
        />
        <DayField
          name="move_in_on"
          label={t`When would you move in?`}
          optional
          hint={t`The day first, as 5/12/2027.`}
          from={now}
          until={addDays(now, 730)}
          initial={draft.moveInOn === "" ? undefined : draft.moveInOn}
          onRead={(day) => change({ moveInOn: day ?? "" })}
        />
        <Button type="submit" busy={send.isPending}>
          <Trans>Send the question</Trans>
        </Button>
        <p className="text-14 text-muted">
          <Trans>Your phone number is not shown. You talk inside Estate.</Trans>
        </p>
      </Form>
    </Page>
  );
}
