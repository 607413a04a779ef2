/** An offer of one's own: how it stands, what can be done, and every round of it. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { OfferStory } from "@estate/sdk";
import { useQuery } from "@tanstack/react-query";
import { Link, Navigate } from "@tanstack/react-router";
import { dateTime } from "../../format/date.ts";
import { periodName } from "../../format/home_words.ts";
import { hatsQuery } from "../../session/hats_query.ts";
import { useSignedInAs } from "../../session/session.ts";
import { LinkButton } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Money } from "../../ui/money.tsx";
import { Page } from "../../ui/page.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Loading, Skeleton } from "../../ui/skeleton.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";
import { Acts } from "./acts.tsx";
import { offerQuery } from "./offer_query.ts";
import { offerState } from "./offer_words.ts";
import { Outcome } from "./outcome.tsx";
import { RoundList } from "./round_list.tsx";
import { TermsList } from "./terms_list.tsx";
import { type Act, turnOf } from "./turn.ts";
import { useNow } from "./use_now.ts";
import { workPlaceOf } from "./work_place.ts";

/** What the screen is given by its route. */
export interface OfferPageProps {
  readonly id: string;
  /** The sheet that is open. */
  readonly act: Act | undefined;
  readonly onAct: (act: Act | undefined) => void;
}

/** The page; nobody comes here without being signed in. */
export function OfferPage(props: OfferPageProps) {
  const me = useSignedInAs();
  const { data: offer, error, refetch } = useQuery(offerQuery(props.id));
  const title = t`Your offer`;
  if (offer === undefined) {
    return (
      <Page title={title}>
        {error === null
          ? (
            <Loading onRetry={() => void refetch()}>
              <Skeleton className="mb-4 h-44" />
              <Skeleton className="h-28" />
            </Loading>
          )
          : <Problem error={error} onRetry={() => void refetch()} />}
      </Page>
    );
  }
  if (offer === null) return <NotYours title={title} />;
  if (offer.offeror_id !== me) return <MadeToYou title={title} offer={offer} />;
  return <Shown {...props} offer={offer} />;
}

function Shown({ offer, act, onAct }: OfferPageProps & { readonly offer: OfferStory }) {
  const now = useNow();
  const { listing } = offer;
  const state = offerState(offer, now);
  const round = offer.rounds.find((it) => it.round === (offer.accepted_round ?? offer.round));
  const place = listing === null ? undefined : `${listing.title}`;
  const turn = turnOf(offer, now);
  const until = dateTime(offer.expires_at);
  return (
    <Page
      title={t`Your offer`}
      lead={place !== undefined && (
        <Link
          to="/l/$id"
          params={{ id: offer.listing_id }}
          className="font-semibold text-brand underline"
        >
          {place}
        </Link>
      )}
    >
      <section className="rounded-card border border-line p-4 sm:p-6">
        <div role="status">
          <StatusChip meaning={state.meaning}>{state.words}</StatusChip>
        </div>
        {round !== undefined && (
          <>
            <p className="mt-3 text-14 text-muted">
              {turn === "mine"
                ? <Trans>The owner proposes</Trans>
                : round.made_by_side === "owner"
                ? <Trans>The owner proposed</Trans>
                : <Trans>You proposed</Trans>}
            </p>
            <p className="flex flex-wrap items-baseline gap-x-2">
              <Money kobo={round.amount_kobo} size="hero" />
              <span className="text-muted">{periodName(offer.price_per)}</span>
            </p>
            <div className="mt-3">
              <TermsList terms={round} per={offer.price_per} />
            </div>
          </>
        )}
        {turn !== "over" && (
          <p className="mt-3 text-14 text-muted">
            {turn === "mine"
              ? <Trans>Answer until {until}: then it is over by itself.</Trans>
              : <Trans>The owner can accept it until {until}.</Trans>}
          </p>
        )}
        <Acts offer={offer} now={now} act={act} onAct={onAct} />
      </section>
      <div className="mt-4 empty:hidden">
        <Outcome offer={offer} now={now} />
      </div>
      <RoundList offer={offer} />
    </Page>
  );
}

function NotYours({ title }: { readonly title: string }) {
  return (
    <Page title={title}>
      <EmptyState
        title={<Trans>There is no such offer of yours</Trans>}
        action={
          <LinkButton to="/saved">
            <Trans>My search</Trans>
          </LinkButton>
        }
      >
        <Trans>Only who made an offer and who owns the home can see it.</Trans>
      </EmptyState>
    </Page>
  );
}

/** It is answered at work: who owns the home, or lists it for the owner, is taken there. */
function MadeToYou({ title, offer }: { readonly title: string; readonly offer: OfferStory }) {
  const { data: hats } = useQuery(hatsQuery(useSignedInAs()));
  if (hats === undefined) {
    return (
      <Page title={title}>
        <Loading>
          <Skeleton className="h-44" />
        </Loading>
      </Page>
    );
  }
  // Only the two sides read it, so who is no member acts for the owner under a mandate.
  const orgId = workPlaceOf(offer.org_id, hats.memberships);
  return orgId === undefined
    ? <NotYours title={title} />
    : <Navigate to="/org/$orgId/people/offers/$id" params={{ orgId, id: offer.id }} replace />;
}
