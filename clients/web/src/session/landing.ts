/** Where somebody belongs who signed in and was on the way nowhere: at their work, else in their home, else with the queues. */
import type { Hats } from "@estate/sdk";

/** Homes that were left, or never moved into, are not where one belongs. */
const living: readonly string[] = ["offered", "active", "notice_given", "holding_over"];

/** The address of it; the search, for who is nothing of that. */
export function landingOf(
  { memberships, tenancies, is_staff }: Pick<Hats, "memberships" | "tenancies" | "is_staff">,
): string {
  const work = memberships.find((it) => it.suspended_at === null) ?? memberships[0];
  if (work !== undefined) return `/org/${work.org_id}`;
  const home = tenancies.find((it) => living.includes(it.status));
  if (home !== undefined) return `/home/${home.tenancy_id}`;
  return is_staff ? "/staff" : "/";
}
