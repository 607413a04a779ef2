/** Whether the reader may change a listing: as a member of whose it is, or of the agency that lists it under a mandate. */
import { useQuery } from "@tanstack/react-query";
import type { Listing } from "@estate/sdk";
import { today } from "../../format/calendar.ts";
import { useMay } from "../../session/membership.ts";
import { mayList } from "./may_list.ts";
import { mandateOfListingQuery } from "./listings_query.ts";

/** False while it is not known. */
export function useMayWrite(orgId: string, listing: Listing | undefined): boolean {
  const may = useMay(orgId, "listings.write");
  const isOurs = listing?.org_id === orgId;
  const { data: mandate } = useQuery(
    mandateOfListingQuery(orgId, isOurs ? null : listing?.mandate_id ?? null),
  );
  return may && (isOurs || mayList(mandate ?? undefined, today()));
}
