/** What is listed of a unit that an agency works on: by the agency, or by others. */
import type { ListedHome } from "@estate/sdk";

/** A listing, and the unit that it is of. */
export type OfUnit = Pick<ListedHome, "id" | "unit_id" | "status" | "mandate_id" | "purpose">;

/** Of one unit. */
export interface UnitListings<Listing extends OfUnit> {
  /** Written under mandates of the agency. */
  readonly ours: readonly Listing[];
  /** Whether somebody else has it on the market. */
  readonly isListedByOthers: boolean;
}

/** Drafts of others are none of the agency's business. */
export function listingsOfUnit<Listing extends OfUnit>(
  unitId: string,
  all: readonly Listing[],
  mandateIds: ReadonlySet<string>,
): UnitListings<Listing> {
  const here = all.filter(({ unit_id }) => unit_id === unitId);
  const isOurs = ({ mandate_id }: Listing) => mandate_id !== null && mandateIds.has(mandate_id);
  return {
    ours: here.filter(isOurs),
    isListedByOthers: here.some((it) => !isOurs(it) && it.status !== "draft"),
  };
}
