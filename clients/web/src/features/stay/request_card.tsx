/** What the nights come to, and asking for them; the answer comes as a message. */
import { plural, t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { ListingPage } from "@estate/sdk/catalogue";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useLocation, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { date } from "../../format/date.ts";
import { naira } from "../../format/naira.ts";
import { useSignedInAs } from "../../session/session.ts";
import { Button, LinkButton } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { Money } from "../../ui/money.tsx";
import { Callout } from "../../ui/status_chip.tsx";
import { TextArea } from "../../ui/text_field.tsx";
import { nightsOf, type Obstacle, obstacleOf } from "./nights.ts";
import { askForDays, type StayDays } from "./stay_query.ts";

/** The card, or what stands in the way of these days. */
export function RequestCard(
  { listing, days, from, until }: {
    readonly listing: ListingPage;
    readonly days: StayDays;
    readonly from: string;
    readonly until: string;
  },
) {
  const me = useSignedInAs();
  const navigate = useNavigate();
  const here = useLocation({ select: (it) => it.href });
  const queries = useQueryClient();
  const nights = nightsOf(from, until);
  const total = nights * listing.costs.price_kobo;
  const [arrival, leaving, sum] = [date(from), date(until), naira(total)];
  const [words, setWords] = useState(() =>
    t`I would like to stay from ${arrival} to ${leaving}: ${sum} in all, as listed. Is it free?`
  );
  const asking = useMutation({
    mutationFn: () => askForDays(listing.id, words.trim(), from),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["saved"] }),
  });
  const obstacle = obstacleOf({ from, until }, days.taken, days.lengths);
  if (obstacle !== undefined) {
    return <Callout meaning="warn" role="status" title={obstacleWords(obstacle)} />;
  }
  if (asking.isSuccess) return <Asked talkId={asking.data.conversation_id} />;
  return (
    <section className="rounded-card border border-line p-4 sm:p-6">
      <div role="status" className="mb-4 flex flex-wrap items-baseline justify-between gap-2">
        <p>
          {plural(nights, { one: "# night", other: "# nights" })} ×{" "}
          <Money kobo={listing.costs.price_kobo} />
        </p>
        <Money kobo={total} size="large" className="text-brand" />
      </div>
      <Form
        error={asking.error}
        onSubmit={() => {
          if (me === undefined) void navigate({ to: "/sign-in", search: { then: here } });
          else asking.mutate();
        }}
      >
        <TextArea
          name="message"
          label={t`Your message`}
          rows={4}
          maxLength={2000}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
        <Button type="submit" busy={asking.isPending} disabled={words.trim() === ""}>
          <Trans>Ask for these days</Trans>
        </Button>
        <p className="text-14 text-muted">
          <Trans>
            Asking costs nothing and keeps no day for you yet: the host answers in a message. Pay
            nothing before they have said yes.
          </Trans>
        </p>
      </Form>
    </section>
  );
}

function Asked({ talkId }: { readonly talkId: string | null }) {
  return (
    <Callout meaning="good" role="status" title={t`The host has your question`}>
      <p className="mb-3">
        <Trans>You are told as soon as there is an answer.</Trans>
      </p>
      {talkId !== null && (
        <LinkButton look="secondary" to="/messages/$id" params={{ id: talkId }}>
          <Trans>To the conversation</Trans>
        </LinkButton>
      )}
    </Callout>
  );
}

function obstacleWords(obstacle: Obstacle): string {
  switch (obstacle.what) {
    case "order":
      return t`You leave on a day after the one on which you arrive.`;
    case "short": {
      const least = obstacle.nights;
      return plural(least, {
        one: "A stay here has at least # night.",
        other: "A stay here has at least # nights.",
      });
    }
    case "long": {
      const most = obstacle.nights;
      return plural(most, {
        one: "A stay here has at most # night.",
        other: "A stay here has at most # nights.",
      });
    }
    case "taken": {
      const [first, last] = [date(obstacle.from), date(obstacle.until)];
      return t`It is taken from ${first} to ${last}. Choose other days.`;
    }
  }
}
