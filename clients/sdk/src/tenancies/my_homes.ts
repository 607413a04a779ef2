/** Homes as their tenants see them: where they are, from whom, on which terms. */
import type { Estate } from "../ground/client.ts";
import { dataAs } from "../ground/estate_error.ts";
import type { Database } from "../generated/database.types.ts";

type Row<Table extends keyof Database["public"]["Tables"]> =
  Database["public"]["Tables"][Table]["Row"];

/** A tenancy with the home that it is of and whose it is. */
export type TenancyHome =
  & Pick<
    Row<"tenancies">,
    | "id"
    | "org_id"
    | "unit_id"
    | "parent_id"
    | "status"
    | "nature"
    | "starts_on"
    | "ends_on"
    | "ended_on"
    | "rent_kobo"
    | "rent_per"
    | "advance_periods"
    | "notice_days"
    | "currency"
  >
  & {
    readonly unit:
      & Pick<Row<"units">, "label" | "kind" | "bedrooms" | "bathrooms" | "is_furnished">
      & {
        readonly property: Pick<
          Row<"properties">,
          "name" | "house_number" | "street" | "estate_name" | "landmark" | "area" | "lga" | "state"
        >;
      };
    readonly landlord: Pick<Row<"organizations">, "id" | "name">;
    /** One row for each tenant: all are liable together. */
    readonly parties: readonly Pick<Row<"tenancy_parties">, "tenant_id" | "accepted_at">[];
  };

const columns = "id, org_id, unit_id, parent_id, status, nature, starts_on, ends_on, ended_on, " +
  "rent_kobo, rent_per, advance_periods, notice_days, currency, " +
  "unit:units (label, kind, bedrooms, bathrooms, is_furnished, property:properties " +
  "(name, house_number, street, estate_name, landmark, area, lga, state)), " +
  "landlord:organizations (id, name), parties:tenancy_parties (tenant_id, accepted_at)";

/** The homes of these tenancies (`myHats` names yours), the newest first; those that you may not see are left out. */
export async function listTenancyHomes(
  estate: Estate,
  tenancyIds: readonly string[],
): Promise<TenancyHome[]> {
  if (tenancyIds.length === 0) return [];
  return dataAs<TenancyHome[]>(
    await estate.from("tenancies").select(columns).in("id", [...tenancyIds])
      .order("starts_on", { ascending: false }).order("id", { ascending: false }),
  );
}
