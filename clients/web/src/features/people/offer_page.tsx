/** One negotiation: every round, whose turn it is, and what can be done. */
import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { useMay } from "../../session/membership.ts";
import { WorkGate } from "../../session/work_gate.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { OfferRounds } from "./offer_rounds.tsx";
import { OfferStanding } from "./offer_standing.tsx";
import { actsOf, type OfferAct } from "./offer_turn.ts";
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
  const acts = (offer === undefined ? [] : actsOf(offer, new Date()))
    // An agency negotiates for the owner; the tenancy is the owner's to offer.
    .filter((it) => it === "let" ? mayLet && offer?.org_id === orgId : mayDeal);
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
          <div className="flex flex-col gap-4">
            <OfferStanding
              orgId={orgId}
              offer={offer}
              acts={acts}
              onAct={(act) => go({ act })}
            />
            <OfferRounds offer={offer} />
          </div>
        )}
      </Loaded>
      {offer !== undefined && act !== undefined && (
        <Suspense>
          {act === "counter"
            ? <CounterSheet offer={offer} onClose={close} />
            : act === "let"
            ? <LetSheet orgId={orgId} offer={offer} onClose={close} />
            : <AnswerSheet offer={offer} act={act} onClose={close} />}
        </Suspense>
      )}
    </Page>
  );
}
