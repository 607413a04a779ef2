/** One tenancy from the landlord's side: where it stands, who rents on which terms, what was inspected, money and deposit. */
import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import type { Letting } from "@estate/sdk";
import { useMay } from "../../session/membership.ts";
import { WorkGate } from "../../session/work_gate.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Missed } from "../../ui/missed.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { DepositCard } from "./deposit_card.tsx";
import { InspectionsCard } from "./inspections_card.tsx";
import { type LettingAct, movesOf } from "./letting_acts.ts";
import { LettingStanding } from "./letting_standing.tsx";
import { tenantNames } from "./letting_words.ts";
import { lettingQuery, renewalsQuery } from "./lettings_query.ts";
import { MoneyOfLetting } from "./money_of_letting.tsx";
import { NoticeCard } from "./notice_card.tsx";
import { Parties } from "./parties.tsx";
import { StatutoryNoticesCard } from "./statutory_notices_card.tsx";
import { Terms } from "./terms.tsx";

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
  const mayReadMoney = useMay(orgId, "money.read");
  const mayWriteMoney = useMay(orgId, "money.write");
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
  const letting = query.data;
  const moves = letting === undefined || !mayWrite ? [] : movesOf(letting, renewals);
  const isOver = letting?.status === "ended" || letting?.status === "passed_on";
  const allowed: readonly LettingAct[] = [
    ...moves,
    ...(mayWriteMoney && isOver ? ["keep", "refund"] as const : []),
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
      <Loaded query={query} skeleton={<Skeleton className="h-96" />}>
        {(letting) => (
          <div className="grid items-start gap-4 lg:grid-cols-2">
            <div className="flex min-w-0 flex-col gap-4">
              <Missed of={[renewed]} />
              <LettingStanding
                orgId={orgId}
                letting={letting}
                renewals={renewals}
                moves={moves}
                onMove={(act) => go({ act })}
              />
              <NoticeCard tenancyId={tenancyId} may={mayWrite} />
              <StatutoryNoticesCard orgId={orgId} tenancyId={tenancyId} may={mayWrite} />
              <Terms letting={letting} />
              <Parties letting={letting} may={mayWrite} />
            </div>
            <div className="flex min-w-0 flex-col gap-4">
              <InspectionsCard orgId={orgId} letting={letting} may={mayWrite} />
              {mayReadMoney && (
                <>
                  <DepositCard
                    tenancyId={tenancyId}
                    isOver={isOver}
                    {...(mayWriteMoney
                      ? { onKeep: () => go({ act: "keep" }), onReturn: () => go({ act: "refund" }) }
                      : {})}
                  />
                  <MoneyOfLetting orgId={orgId} tenancyId={tenancyId} />
                </>
              )}
            </div>
          </div>
        )}
      </Loaded>
      {letting !== undefined && act !== undefined && (
        <Suspense>
          <ActSheet letting={letting} act={act} onClose={close} />
        </Suspense>
      )}
    </Page>
  );
}

function ActSheet(
  { letting, act, onClose }: {
    readonly letting: Letting;
    readonly act: LettingAct;
    readonly onClose: () => void;
  },
) {
  switch (act) {
    case "activate":
      return <ActivateSheet letting={letting} onClose={onClose} />;
    case "renew":
      return <RenewSheet letting={letting} onClose={onClose} />;
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
