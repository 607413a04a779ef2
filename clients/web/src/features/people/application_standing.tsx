/** Where an application stands, what was said about it, and what can be decided now. */
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import type { ReceivedApplication } from "@estate/sdk";
import { dateOf } from "../../format/date.ts";
import { relative } from "../../format/relative.ts";
import { Button, LinkButton } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Missed } from "../../ui/missed.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";
import { applicationState } from "./applicant_words.ts";
import type { Decision } from "./decisions.ts";
import { offerOfApplicationQuery } from "./offers_query.ts";

/** The card. */
export function ApplicationStanding(
  { orgId, application: it, open, onDecide }: {
    readonly orgId: string;
    readonly application: ReceivedApplication;
    readonly open: readonly Decision[];
    readonly onDecide: (decision: Decision) => void;
  },
) {
  const state = applicationState(it.status);
  const offers = useQuery(offerOfApplicationQuery(orgId, it.id));
  const offer = offers.data;
  return (
    <Card>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <StatusChip meaning={state.meaning}>{state.words}</StatusChip>
        {it.submitted_at !== null && (
          <span className="text-14 text-muted">
            <Trans>Applied {relative(it.submitted_at)}</Trans>
          </span>
        )}
      </div>
      {it.decision_reason !== null && it.decided_at !== null && (
        <p className="mt-3">
          <span className="block text-14 text-muted">
            <Trans>You said on {dateOf(it.decided_at)}:</Trans>
          </span>
          {it.decision_reason}
        </p>
      )}
      {it.review_reason !== null && (
        <p className="mt-3">
          <span className="block text-14 text-muted">
            <Trans>They asked you to look again:</Trans>
          </span>
          {it.review_reason}
        </p>
      )}
      <Missed of={[offers]} className="mt-4" />
      {(open.length > 0 || offer !== null && offer !== undefined) && (
        <div className="mt-4 acts">
          {offer !== null && offer !== undefined && (
            <LinkButton
              to="/org/$orgId/people/offers/$id"
              params={{ orgId, id: offer.id }}
            >
              <Trans>To the offer</Trans>
            </LinkButton>
          )}
          {open.map((decision) => (
            <Button
              key={decision}
              look={decision === "decline" ? "danger" : "primary"}
              onClick={() => onDecide(decision)}
            >
              {decision === "shortlist"
                ? <Trans>Put on the shortlist</Trans>
                : decision === "offer"
                ? <Trans>Offer them the home</Trans>
                : <Trans>Decline</Trans>}
            </Button>
          ))}
        </div>
      )}
    </Card>
  );
}
