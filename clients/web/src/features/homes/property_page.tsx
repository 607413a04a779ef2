/** One property: its address, its units and what each is used for, what stands in it, its title papers. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Pencil } from "lucide-react";
import { useMay } from "../../session/membership.ts";
import { WorkGate } from "../../session/work_gate.tsx";
import { LinkButton } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { homesQuery, propertyQuery } from "./homes_query.ts";
import { PropertyFacts } from "./property_facts.tsx";
import { addressOf } from "./property_words.ts";
import { PropertyListings } from "./property_listings.tsx";
import { TitlesCard } from "./titles_card.tsx";
import { Units } from "./units.tsx";

type Shown = { readonly orgId: string; readonly propertyId: string };

/** The page. */
export function PropertyPage(shown: Shown) {
  return (
    <WorkGate orgId={shown.orgId} needs="properties.read" title={t`Home`}>
      <PropertyScreen {...shown} />
    </WorkGate>
  );
}

function PropertyScreen({ orgId, propertyId }: Shown) {
  const query = useQuery(propertyQuery(propertyId));
  const { data: homes } = useQuery(homesQuery(orgId));
  const mayWrite = useMay(orgId, "properties.write");
  const params = { orgId, propertyId };
  const inside = homes?.properties.filter(({ parent_id }) => parent_id === propertyId) ?? [];
  return (
    <Page
      title={query.data?.name ?? t`Home`}
      width="wide"
      {...(query.data === undefined ? {} : { lead: addressOf(query.data) })}
      {...(mayWrite && query.data !== undefined
        ? {
          action: (
            <LinkButton
              look="secondary"
              to="/org/$orgId/homes/$propertyId/edit"
              params={params}
              icon={<Pencil aria-hidden="true" className="size-5" />}
            >
              <Trans>Change the facts</Trans>
            </LinkButton>
          ),
        }
        : {})}
    >
      <Loaded query={query} skeleton={<Skeleton className="h-96" />}>
        {(property) => (
          <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem] lg:gap-6">
            <div className="flex flex-col gap-4">
              {inside.length > 0 && (
                <Card title={t`What stands in it`}>
                  <ul className="divide-y divide-line">
                    {inside.map(({ id, name, street }) => (
                      <li key={id}>
                        <Link
                          to="/org/$orgId/homes/$propertyId"
                          params={{ orgId, propertyId: id }}
                          className="flex min-h-12 flex-col justify-center py-2 hover:text-brand"
                        >
                          <span className="font-semibold">{name}</span>
                          <span className="text-14 text-muted">{street}</span>
                        </Link>
                      </li>
                    ))}
                  </ul>
                </Card>
              )}
              <Card
                title={t`Units`}
                {...(mayWrite
                  ? {
                    action: (
                      <LinkButton
                        look="quiet"
                        to="/org/$orgId/homes/$propertyId/units"
                        params={params}
                      >
                        <Trans>Add units</Trans>
                      </LinkButton>
                    ),
                  }
                  : {})}
              >
                <Units orgId={orgId} propertyId={propertyId} quiet={inside.length > 0} />
              </Card>
              <PropertyListings orgId={orgId} propertyId={propertyId} />
            </div>
            <div className="flex flex-col gap-4">
              <PropertyFacts property={property} />
              <TitlesCard orgId={orgId} propertyId={propertyId} mayWrite={mayWrite} />
            </div>
          </div>
        )}
      </Loaded>
    </Page>
  );
}
