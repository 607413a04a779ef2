/** In which of one's organizations an offer on a home is answered. */
import type { Hats } from "@estate/sdk";

/** The owner's, where one is a member; else that of the agency that deals for the owner; undefined: in none of theirs. */
export function workPlaceOf(
  ownerOrgId: string,
  memberships: readonly Pick<Hats["memberships"][number], "org_id" | "kind">[],
): string | undefined {
  return (memberships.find((it) => it.org_id === ownerOrgId) ??
    memberships.find((it) => it.kind === "agency") ??
    memberships.find((it) => it.kind === "manager"))?.org_id;
}
