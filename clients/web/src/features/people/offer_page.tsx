/** One negotiation: every round, whose turn it is, and what can be done. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { today } from "../../format/calendar.ts";
import { signing, useActing } from "../../session/mandated_homes.ts";
import { reachesTerm } from "../../session/signing_term.ts";
import { UnderMandate } from "../../session/under_mandate.tsx";
import { useMay } from "../../session/membership.ts";
import { WorkGate } from "../../session/work_gate.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Callout } from "../../ui/status_chip.tsx";
import { OfferRounds } from "./offer_rounds.tsx";
import { OfferStanding } from "./offer_standing.tsx";
import { actsOf, mayAct, type OfferAct } from "./offer_turn.ts";
import { offerQuery } from "./offers_query.ts";
import { personName } from "./person_name.ts";

const AnswerSheet = lazy(() => import("./answer_offer_sheet.tsx"));
const CounterSheet = lazy(() => import("./counter_offer_sheet.tsx"));
const LetSheet = lazy(() => import("./let_sheet.tsx"));

/** What the address says: what is being done. */
export interface OfferAddress {
  readonly act?: OfferAct;
}

type Shown = { readonly orgId: string; readonly id: string; readonly address: OfferAddress };

/** The page. */
export function OfferPage(shown: Shown) {
  return (
    <WorkGate orgId={shown.orgId} needs="deals.read" title={t`Offer`}>
      <OfferScreen {...shown} />
    </WorkGate>
  );
}

function OfferScreen({ orgId, id, address }: Shown) {
  const query = useQuery(offerQuery(id));
  const mayDeal = useMay(orgId, "deals.write");
  const mayLet = useMay(orgId, "tenancies.write");
  const navigate = useNavigate();
  const go = (search: OfferAddress, replace = false) =>
    void navigate({
      to: "/org/$orgId/people/offers/$id",
      params: { orgId, id },
      search,
      replace,
      resetScroll: false,
    });
  const close = () => go({}, true);
  const offer = query.data;
  const acting = useActing(orgId, offer?.org_id, offer?.unit_id);
  const mays = { deal: mayDeal, let: mayLet, isOwn: acting.isOwn, scope: acting.may };
  const acts = (offer === undefined ? [] : actsOf(offer, new Date()))
    .filter((it) => mayAct(it, mays));
  const agreed = offer?.rounds.find(({ round }) => round === offer.accepted_round);
  const isLong = !acting.isOwn && agreed !== undefined &&
    !reachesTerm(agreed.starts_on ?? today(), agreed.term_months ?? 0, today());
  const act = address.act !== undefined && acts.includes(address.act) ? address.act : undefined;
  return (
    <Page
      title={offer === undefined ? t`Offer` : personName(offer.offeror)}
      {...(offer === undefined ? {} : {
        lead: offer.purpose === "rent"
          ? t`Offer to rent ${offer.listing.title}`
          : t`Offer to buy ${offer.listing.title}`,
      })}
    >
      <Loaded query={query} skeleton={<Skeleton className="h-96" />}>
        {(offer) => (
          <UnderMandate acting={acting}>
            <div className="flex flex-col gap-4">
              <OfferStanding
                orgId={orgId}
                offer={offer}
                acts={isLong ? acts.filter((it) => it !== "let") : acts}
                showsTenancy={acting.may("sign")}
                onAct={(act) => go({ act })}
              />
              {isLong && acts.includes("let") && (
                <Callout meaning="info" title={t`The owner offers this tenancy`}>
                  <Trans>
                    A lease of more than three years needs a deed: your mandate does not reach so
                    far.
                  </Trans>
                </Callout>
              )}
              <OfferRounds offer={offer} />
            </div>
          </UnderMandate>
        )}
      </Loaded>
      {offer !== undefined && act !== undefined && !(act === "let" && isLong) && (
        <Suspense>
          {act === "counter"
            ? <CounterSheet offer={offer} onClose={close} />
            : act === "let"
            ? (
              <LetSheet
                orgId={orgId}
                offer={offer}
                owner={acting.isOwn ? undefined : signing(acting)?.owner ?? t`the owner`}
                onClose={close}
              />
            )
            : <AnswerSheet offer={offer} act={act} onClose={close} />}
        </Suspense>
      )}
    </Page>
  );
}
