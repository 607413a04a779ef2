/** Who pays what in homes for which an agency collects. */
import type { Estate } from "../ground/client.ts";
import { dataOf } from "../ground/estate_error.ts";
import { grouped } from "../ground/grouped.ts";
import type { Database } from "../generated/database.types.ts";
import type { MandatedHomes } from "./mandated_homes.ts";

type Tenancy = Database["public"]["Tables"]["tenancies"]["Row"];

/** A letting that an agency collects from. */
export interface MandatedRent extends Pick<Tenancy, "unit_id" | "status" | "ends_on"> {
  readonly tenancy_id: string;
  /** What is overdue of all kinds. */
  readonly overdue_kobo: number;
}

/** The lettings of which an agency of yours sees the money, under these mandates; one of each unit, up to 1,000. */
export async function listMandatedRents(
  estate: Estate,
  homes: readonly MandatedHomes[],
): Promise<MandatedRent[]> {
  const owners = homes.filter(({ mandate }) => mandate.scopes.includes("collect"))
    .map(({ mandate }) => mandate.org_id);
  if (owners.length === 0) return [];
  const [tenancies, charges] = await Promise.all([
    estate.from("tenancies").select("id, unit_id, status, ends_on").in("org_id", owners)
      .in("status", ["active", "notice_given", "holding_over"]).order("id"),
    estate.from("charge_balances").select("tenancy_id, payable_kobo").in("org_id", owners)
      .eq("status", "overdue"),
  ]);
  const overdue = grouped(dataOf(charges), ({ tenancy_id }) => tenancy_id);
  return dataOf(tenancies).map(({ id, ...it }) => ({
    ...it,
    tenancy_id: id,
    overdue_kobo: (overdue.get(id) ?? []).reduce((sum, it) => sum + (it.payable_kobo ?? 0), 0),
  }));
}
