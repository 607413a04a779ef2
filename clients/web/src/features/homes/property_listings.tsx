/** The listings of a property's units. */
import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { Card } from "../../ui/card.tsx";
import { Missed } from "../../ui/missed.tsx";
import { unitsQuery } from "./homes_query.ts";
import { UnitListings } from "./unit_listings.tsx";

/** The card; nothing while there is no unit. */
export function PropertyListings(
  { orgId, propertyId }: { readonly orgId: string; readonly propertyId: string },
) {
  const query = useQuery(unitsQuery(orgId, propertyId));
  const { data } = query;
  if (data === undefined) return <Missed of={[query]} />;
  if (data.length === 0) return null;
  return (
    <Card title={t`Listings`}>
      <UnitListings orgId={orgId} unitIds={data.map(({ id }) => id)} />
    </Card>
  );
}
