/** The money of one tenancy: what is owed, what is charged again and again, what paying late costs, credit and deposit. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { useMay } from "../../session/membership.ts";
import { WorkGate } from "../../session/work_gate.tsx";
import { openCharges } from "../../session/open_charges.ts";
import { Button } from "../../ui/button.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { DepositCard } from "./deposit_card.tsx";
import { LateFeeCard } from "./late_fee_card.tsx";
import { SchedulesCard } from "./schedules_card.tsx";
import { Standing } from "./standing.tsx";
import type { TenancySheet } from "./tenancy_acts.ts";
import { unsettled } from "./taken.ts";
import { mayDivide, TenancyCharges } from "./tenancy_charges.tsx";
import { tenancyMoneyQuery } from "./tenancy_query.ts";
import { UnsettledCard } from "./unsettled_card.tsx";

const ChargeSheet = lazy(() => import("./charge_sheet.tsx"));
const RecordSheet = lazy(() => import("./record_sheet.tsx"));
const ReverseSheet = lazy(() => import("./reverse_sheet.tsx"));
const DivideSheet = lazy(() => import("./divide_sheet.tsx"));
const LateFeeSheet = lazy(() => import("./late_fee_sheet.tsx"));

/** What the address says beside whose it is. */
export interface TenancyAddress {
  readonly say?: TenancySheet;
  readonly charge?: string;
}

interface Shown {
  readonly orgId: string;
  readonly tenancyId: string;
  readonly address: TenancyAddress;
}

/** The page. */
export function TenancyPage(shown: Shown) {
  return (
    <WorkGate orgId={shown.orgId} needs="money.read" title={t`Money of a tenancy`}>
      <Tenancy {...shown} />
    </WorkGate>
  );
}

function Tenancy({ orgId, tenancyId, address }: Shown) {
  const query = useQuery(tenancyMoneyQuery(orgId, tenancyId));
  const may = useMay(orgId, "money.write");
  const navigate = useNavigate();
  const go = (search: TenancyAddress, replace = false) =>
    void navigate({
      to: "/org/$orgId/money/tenancies/$tenancyId",
      params: { orgId, tenancyId },
      search,
      replace,
      resetScroll: false,
    });
  const close = () => go({}, true);
  const home = query.data?.home;
  const mayCharge = may && home?.isInForce === true;
  // What an agency collects for an owner the agency charges; who took the money is the owner's to say.
  const open = openCharges((query.data?.charges ?? []).filter((it) => it.org_id === orgId));
  const chosen = query.data?.charges.find(({ charge_id }) => charge_id === address.charge);
  return (
    <Page
      title={query.data?.standing?.tenants ?? t`Money of a tenancy`}
      lead={home === undefined ? undefined : t`${home.property}, ${home.unit}`}
      width="wide"
      action={may && (mayCharge || open.length > 0) && (
        <div className="acts">
          {open.length > 0 && (
            <Button look="secondary" onClick={() => go({ say: "record" })}>
              <Trans>Record a payment</Trans>
            </Button>
          )}
          {mayCharge && (
            <Button onClick={() => go({ say: "charge" })}>
              <Trans>Add a charge</Trans>
            </Button>
          )}
        </div>
      )}
    >
      <Loaded query={query} skeleton={<Skeleton className="h-96" />}>
        {(money) => (
          <div className="flex flex-col gap-6">
            <Standing money={money} />
            <UnsettledCard orgId={orgId} payments={unsettled(money.offline)} mayTakeBack={may} />
            <TenancyCharges
              charges={money.charges}
              {...(may ? { onAct: (say, charge) => go({ say, charge }) } : {})}
            />
            <div className="grid items-start gap-6 lg:grid-cols-2">
              <SchedulesCard schedules={money.schedules} orgId={orgId} mayEnd={may} />
              <LateFeeCard
                rule={money.lateFee}
                {...(mayCharge ? { onSet: () => go({ say: "late" }) } : {})}
              />
              <DepositCard lines={money.deposit} />
            </div>
          </div>
        )}
      </Loaded>
      {may && (
        <Suspense>
          {address.say === "charge" && <ChargeSheet tenancyId={tenancyId} onClose={close} />}
          {address.say === "record" && open.length > 0 && (
            <RecordSheet
              tenancyId={tenancyId}
              charges={open}
              offline={query.data?.offline ?? []}
              onClose={close}
            />
          )}
          {address.say === "reverse" && chosen !== undefined && (
            <ReverseSheet charge={chosen} onClose={close} />
          )}
          {address.say === "divide" && chosen !== undefined && mayDivide(chosen) && (
            <DivideSheet charge={chosen} onClose={close} />
          )}
          {address.say === "late" && query.data !== undefined && (
            <LateFeeSheet tenancyId={tenancyId} rule={query.data.lateFee} onClose={close} />
          )}
        </Suspense>
      )}
    </Page>
  );
}
