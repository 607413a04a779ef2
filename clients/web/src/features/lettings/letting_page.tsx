/** One tenancy from the landlord's side, or from that of an agency which signs for the owner: where it stands, and what can be done. */
import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import type { Letting } from "@estate/sdk";
import { today } from "../../format/calendar.ts";
import { useActing } from "../../session/mandated_homes.ts";
import { UnderMandate } from "../../session/under_mandate.tsx";
import { useMay } from "../../session/membership.ts";
import { WorkGate } from "../../session/work_gate.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Missed } from "../../ui/missed.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { type LettingAct, movesOf, movesOfAgency } from "./letting_acts.ts";
import { isOver, LettingCards } from "./letting_cards.tsx";
import { tenantNames } from "./letting_words.ts";
import { lettingQuery, renewalsQuery } from "./lettings_query.ts";

const ActivateSheet = lazy(() => import("./activate_sheet.tsx"));
const RenewSheet = lazy(() => import("./renew_sheet.tsx"));
const EndSheet = lazy(() => import("./end_sheet.tsx"));
const KeepSheet = lazy(() => import("./keep_sheet.tsx"));
const NoticeSheet = lazy(() => import("./notice_sheet.tsx"));
const ReturnSheet = lazy(() => import("./return_sheet.tsx"));

/** What the address says: what is being done. */
export interface LettingAddress {
  readonly act?: LettingAct;
}

type Shown = {
  readonly orgId: string;
  readonly tenancyId: string;
  readonly address: LettingAddress;
};

/** The page. */
export function LettingPage(shown: Shown) {
  return (
    <WorkGate orgId={shown.orgId} needs="tenancies.read" title={t`Tenancy`}>
      <LettingScreen {...shown} />
    </WorkGate>
  );
}

function LettingScreen({ orgId, tenancyId, address }: Shown) {
  const query = useQuery(lettingQuery(tenancyId));
  const renewed = useQuery(renewalsQuery(tenancyId));
  const renewals = renewed.data ?? [];
  const mayWrite = useMay(orgId, "tenancies.write");
  const mayWriteMoney = useMay(orgId, "money.write");
  const letting = query.data;
  const acting = useActing(orgId, letting?.org_id, letting?.unit_id);
  const navigate = useNavigate();
  const go = (search: LettingAddress, replace = false) =>
    void navigate({
      to: "/org/$orgId/lettings/$tenancyId",
      params: { orgId, tenancyId },
      search,
      replace,
      resetScroll: false,
    });
  const close = () => go({}, true);
  const all = letting === undefined || !mayWrite ? [] : movesOf(letting, renewals);
  const moves = acting.isOwn ? all : acting.may("sign")
    ? movesOfAgency(all, {
      hasBegun: letting !== undefined && letting.starts_on <= today(),
      // Under whichever of its mandates: one that was given anew is the same hand.
      hasOffered: letting?.offered_by_id === orgId,
    })
    : [];
  const allowed: readonly LettingAct[] = [
    ...moves,
    ...(mayWriteMoney && acting.isOwn && letting !== undefined && isOver(letting)
      ? ["keep", "refund"] as const
      : []),
  ];
  const act = allowed.find((it) => it === address.act);
  return (
    <Page
      title={letting === undefined
        ? t`Tenancy`
        : `${letting.unit.label}, ${letting.unit.property.name}`}
      {...(letting === undefined ? {} : { lead: tenantNames(letting) })}
      width="wide"
    >
      <Missed of={[renewed]} className="mb-4" />
      <Loaded query={query} skeleton={<Skeleton className="h-96" />}>
        {(letting) => (
          <UnderMandate acting={acting}>
            <LettingCards
              orgId={orgId}
              letting={letting}
              renewals={renewals}
              acting={acting}
              moves={moves}
              onAct={(act) => go({ act })}
            />
          </UnderMandate>
        )}
      </Loaded>
      {letting !== undefined && act !== undefined && (
        <Suspense>
          <ActSheet letting={letting} byMandate={!acting.isOwn} act={act} onClose={close} />
        </Suspense>
      )}
    </Page>
  );
}

function ActSheet(
  { letting, byMandate, act, onClose }: {
    readonly letting: Letting;
    readonly byMandate: boolean;
    readonly act: LettingAct;
    readonly onClose: () => void;
  },
) {
  switch (act) {
    case "activate":
      return <ActivateSheet letting={letting} onClose={onClose} />;
    case "renew":
      return <RenewSheet letting={letting} byMandate={byMandate} onClose={onClose} />;
    case "notice":
      return <NoticeSheet letting={letting} onClose={onClose} />;
    case "keep":
      return <KeepSheet tenancyId={letting.id} onClose={onClose} />;
    case "refund":
      return <ReturnSheet tenancyId={letting.id} onClose={onClose} />;
    default:
      return <EndSheet letting={letting} act={act} onClose={onClose} />;
  }
}
