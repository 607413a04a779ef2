/** Where a tenancy stands, what it waits for, and the buttons for what comes next. */
import { Trans } from "@lingui/react/macro";
import type { Letting, Tenancy } from "@estate/sdk";
import { today } from "../../format/calendar.ts";
import { date } from "../../format/date.ts";
import { Button, LinkButton } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";
import type { LettingMove } from "./letting_acts.ts";
import { lettingState, stepWords } from "./letting_words.ts";
import { nextStep, stepOfAgency } from "./next_step.ts";

/** The card. */
export function LettingStanding(
  { orgId, letting, renewals, moves, onMove }: {
    readonly orgId: string;
    readonly letting: Letting;
    readonly renewals: readonly Tenancy[];
    readonly moves: readonly LettingMove[];
    readonly onMove: (move: LettingMove) => void;
  },
) {
  const state = lettingState(letting.status);
  const next = nextStep(letting, renewals, today());
  const step = stepWords(letting.org_id === orgId ? next : stepOfAgency(next));
  const renewal = renewals.find(({ status }) => status !== "cancelled");
  return (
    <Card>
      <StatusChip meaning={state.meaning}>{state.words}</StatusChip>
      {step !== undefined && <p className="mt-3 text-18 font-semibold">{step}</p>}
      {letting.offered_by !== null && letting.org_id === orgId && (
        <p className="mt-2">
          <Trans>{letting.offered_by} offered it in your name.</Trans>
        </p>
      )}
      {letting.ended_on !== null && (
        <p className="mt-2">
          <Trans>The keys came back on {date(letting.ended_on)}.</Trans>
        </p>
      )}
      <div className="mt-4 acts empty:hidden">
        {moves.map((move) => (
          <Button key={move} look={lookOf(move)} onClick={() => onMove(move)}>
            {moveWords(move)}
          </Button>
        ))}
        {renewal !== undefined && (
          <LinkButton
            to="/org/$orgId/lettings/$tenancyId"
            params={{ orgId, tenancyId: renewal.id }}
            look="secondary"
          >
            <Trans>To the renewal</Trans>
          </LinkButton>
        )}
        {letting.parent_id !== null && (
          <LinkButton
            to="/org/$orgId/lettings/$tenancyId"
            params={{ orgId, tenancyId: letting.parent_id }}
            look="secondary"
          >
            <Trans>To the tenancy before</Trans>
          </LinkButton>
        )}
      </div>
    </Card>
  );
}

function lookOf(move: LettingMove) {
  switch (move) {
    case "activate":
      return "primary";
    case "renew":
    case "notice":
    case "end":
      return "secondary";
    case "withdraw":
      return "danger";
  }
}

function moveWords(move: LettingMove) {
  switch (move) {
    case "activate":
      return <Trans>They agreed on paper</Trans>;
    case "renew":
      return <Trans>Offer a renewal</Trans>;
    case "notice":
      return <Trans>Give notice</Trans>;
    case "end":
      return <Trans>The keys came back</Trans>;
    case "withdraw":
      return <Trans>Withdraw the offer</Trans>;
  }
}
