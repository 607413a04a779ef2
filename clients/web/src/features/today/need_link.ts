/** Where what needs somebody is done. Every part of Today has its place: a test says so. */
import type { TodayPart, TodayRow } from "@estate/sdk";

/** A place of the app. */
export interface NeedPlace {
  readonly to: string;
  readonly search?: Readonly<Record<string, string>>;
}

/** The place of a row. Where the reader may not know the tenancy or the conversation, the list that it stands in. */
export function placeOfNeed(
  orgId: string,
  part: TodayPart,
  row: Pick<TodayRow, "id" | "state" | "tenancy_id" | "listing_id" | "conversation_id">,
): NeedPlace {
  const { id, tenancy_id: tenancy, listing_id: listing, conversation_id: conversation } = row;
  const at = (path: string): NeedPlace => ({ to: `/org/${orgId}${path}` });
  const letting = tenancy === null ? "/lettings" : `/lettings/${tenancy}`;
  switch (part) {
    case "payments":
    case "payouts":
    case "refunds":
    case "disputes":
      return { ...at(`/money/${part}`), search: { id } };
    case "bank_rows":
      return at("/money/reconcile");
    case "listings":
      return at(listing === null ? "/listings" : `/listings/${listing}`);
    case "enquiries":
      return conversation === null ? at("/people") : { to: `/messages/${conversation}` };
    case "viewings":
      return at("/people/viewings");
    case "applications":
      return at(`/people/applications/${id}`);
    case "offers":
      return at(`/people/offers/${id}`);
    case "mandates":
      return at("/settings/mandates");
    case "notices":
      // What tenants gave is no paper to serve: it stands with their tenancy.
      return at(row.state === "to_serve" ? `/notices/${id}` : letting);
    case "inspections":
      return at(tenancy === null ? letting : `${letting}/inspections/${id}`);
    case "deductions":
    case "endings":
      return at(letting);
  }
}
