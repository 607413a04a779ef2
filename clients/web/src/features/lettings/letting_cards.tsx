/** What stands on the screen of a tenancy: of a home of one's own all of it, of an owner's home what a mandate to sign shows. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { Letting, Tenancy } from "@estate/sdk";
import { type Acting, signing } from "../../session/mandated_homes.ts";
import { useMay } from "../../session/membership.ts";
import { Callout } from "../../ui/status_chip.tsx";
import { DepositCard } from "./deposit_card.tsx";
import { InspectionsCard } from "./inspections_card.tsx";
import type { LettingAct, LettingMove } from "./letting_acts.ts";
import { LettingStanding } from "./letting_standing.tsx";
import { MoneyOfLetting } from "./money_of_letting.tsx";
import { NoticeCard } from "./notice_card.tsx";
import { OwnersPart } from "./owners_part.tsx";
import { Parties } from "./parties.tsx";
import { StatutoryNoticesCard } from "./statutory_notices_card.tsx";
import { Terms } from "./terms.tsx";

interface Shown {
  readonly orgId: string;
  readonly letting: Letting;
  readonly renewals: readonly Tenancy[];
  readonly acting: Acting;
  readonly moves: readonly LettingMove[];
  readonly onAct: (act: LettingAct) => void;
}

/** Two columns of cards. */
export function LettingCards(shown: Shown) {
  const { orgId, letting, renewals, acting, moves, onAct } = shown;
  const mayWrite = useMay(orgId, "tenancies.write");
  const mayReadMoney = useMay(orgId, "money.read");
  const mandate = signing(acting);
  const mayGiveNotice = acting.isOwn || (mandate?.evidence ?? null) !== null;
  return (
    <div className="grid items-start gap-4 lg:grid-cols-2">
      <div className="flex min-w-0 flex-col gap-4">
        <LettingStanding
          orgId={orgId}
          letting={letting}
          renewals={renewals}
          moves={moves}
          onMove={onAct}
        />
        <NoticeCard
          tenancyId={letting.id}
          may={mayWrite && acting.isOwn}
          isOwn={acting.isOwn}
        />
        <StatutoryNoticesCard
          orgId={orgId}
          tenancyId={letting.id}
          may={mayWrite && mayGiveNotice}
        />
        {!mayGiveNotice && (
          <Callout meaning="info" title={t`Notices need a written authority`}>
            <Trans>
              Your mandate names no paper by which the owner authorized you. Ask them for a mandate
              that does; until then the owner gives the notices.
            </Trans>
          </Callout>
        )}
        <Terms letting={letting} />
        <Parties letting={letting} may={mayWrite && acting.isOwn} />
      </div>
      <div className="flex min-w-0 flex-col gap-4">
        {acting.isOwn ? <OwnCards {...shown} /> : mandate !== undefined && (
          <OwnersPart
            orgId={orgId}
            tenancyId={letting.id}
            mandate={mandate}
            collects={acting.may("collect")}
            readsMoney={mayReadMoney}
          />
        )}
      </div>
    </div>
  );
}

/** Inspections and money, of a home of one's own. */
function OwnCards({ orgId, letting, onAct }: Shown) {
  const mayWrite = useMay(orgId, "tenancies.write");
  const mayReadMoney = useMay(orgId, "money.read");
  const mayWriteMoney = useMay(orgId, "money.write");
  return (
    <>
      <InspectionsCard orgId={orgId} letting={letting} may={mayWrite} />
      {mayReadMoney && (
        <>
          <DepositCard
            tenancyId={letting.id}
            isOver={isOver(letting)}
            {...(mayWriteMoney
              ? { onKeep: () => onAct("keep"), onReturn: () => onAct("refund") }
              : {})}
          />
          <MoneyOfLetting orgId={orgId} tenancyId={letting.id} />
        </>
      )}
    </>
  );
}

/** Whether the tenants have left: the deposit is settled then. */
export const isOver = ({ status }: Pick<Letting, "status">): boolean =>
  status === "ended" || status === "passed_on";
