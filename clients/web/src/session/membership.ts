/** What somebody may do in an organization: decides what is offered to them; the project decides what goes. */
import { useQuery } from "@tanstack/react-query";
import type { Hats, Permission } from "@estate/sdk";
import { hatsQuery } from "./hats_query.ts";
import { useSignedInAs } from "./session.ts";

/** The caller's membership; undefined while it is not known, and for who is no member. */
export function useMembership(orgId: string): Hats["memberships"][number] | undefined {
  const { data } = useQuery(hatsQuery(useSignedInAs()));
  return data?.memberships.find((it) => it.org_id === orgId);
}

/** Whether the caller may do it there; not, while that is not known. */
export function useMay(orgId: string, permission: Permission): boolean {
  return useMembership(orgId)?.permissions?.includes(permission) === true;
}
