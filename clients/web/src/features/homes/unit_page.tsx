/** One unit: what it is, what it is used for and was, its letting, its listings, days that its owner closed. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Megaphone, Pencil } from "lucide-react";
import { useMay } from "../../session/membership.ts";
import { WorkGate } from "../../session/work_gate.tsx";
import { LinkButton } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { ClosedDays } from "./closed_days.tsx";
import { unitQuery } from "./homes_query.ts";
import { Occupancy } from "./occupancy.tsx";
import { UnitFacts } from "./unit_facts.tsx";
import { UnitListings } from "./unit_listings.tsx";
import { UnitTenancies } from "./unit_tenancies.tsx";

type Shown = { readonly orgId: string; readonly unitId: string };

/** The page. */
export function UnitPage(shown: Shown) {
  return (
    <WorkGate orgId={shown.orgId} needs="properties.read" title={t`Unit`}>
      <UnitScreen {...shown} />
    </WorkGate>
  );
}

function UnitScreen({ orgId, unitId }: Shown) {
  const query = useQuery(unitQuery(unitId));
  const mayWrite = useMay(orgId, "properties.write");
  const mayList = useMay(orgId, "listings.write");
  const mayReadLettings = useMay(orgId, "tenancies.read");
  const unit = query.data;
  return (
    <Page
      title={unit?.label ?? t`Unit`}
      width="wide"
      {...(unit === undefined ? {} : {
        lead: (
          <Link
            to="/org/$orgId/homes/$propertyId"
            params={{ orgId, propertyId: unit.property_id }}
            className="link"
          >
            {unit.property.name}
          </Link>
        ),
        action: (
          <div className="acts">
            {mayWrite && (
              <LinkButton
                look="secondary"
                to="/org/$orgId/homes/units/$unitId/edit"
                params={{ orgId, unitId }}
                icon={<Pencil aria-hidden="true" className="size-5" />}
              >
                <Trans>Change the facts</Trans>
              </LinkButton>
            )}
            {mayList && (
              <LinkButton
                to="/org/$orgId/listings/new"
                params={{ orgId }}
                search={{ unit: unitId }}
                icon={<Megaphone aria-hidden="true" className="size-5" />}
              >
                <Trans>List it</Trans>
              </LinkButton>
            )}
          </div>
        ),
      })}
    >
      <Loaded query={query} skeleton={<Skeleton className="h-96" />}>
        {(it) => (
          <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem] lg:gap-6">
            <div className="flex flex-col gap-4">
              <Occupancy orgId={orgId} unit={it} />
              {mayReadLettings && <UnitTenancies orgId={orgId} unitId={unitId} />}
              <Card title={t`Listings`}>
                <UnitListings orgId={orgId} unitIds={[unitId]} />
              </Card>
            </div>
            <div className="flex flex-col gap-4">
              <UnitFacts unit={it} />
              <ClosedDays unitId={unitId} mayWrite={mayWrite} />
            </div>
          </div>
        )}
      </Loaded>
    </Page>
  );
}
