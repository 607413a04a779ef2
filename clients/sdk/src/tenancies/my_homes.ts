/** Homes as their tenants see them: where they are, from whom, on which terms. */
import type { Estate } from "../ground/client.ts";
import { dataAs } from "../ground/estate_error.ts";
import { readAs } from "../ground/read.ts";
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

const property = "name, house_number, street, estate_name, landmark, area, lga, state";
// Several ways lead from one table to another: the keys say which is meant.
const columns = "id, org_id, unit_id, parent_id, status, nature, starts_on, ends_on, ended_on, " +
  "rent_kobo, rent_per, advance_periods, notice_days, currency, " +
  "unit:units!tenancies_org_id_unit_id_fkey (label, kind, bedrooms, bathrooms, is_furnished, " +
  `property:properties!units_org_id_property_id_fkey (${property}, ` +
  "landlord:organizations!properties_org_id_fkey (id, name))), " +
  "parties:tenancy_parties (tenant_id, accepted_at)";

/** As it comes: whose a home is stands with its property. */
type Embedded = Omit<TenancyHome, "landlord"> & {
  readonly unit: { readonly property: Pick<TenancyHome, "landlord"> };
};

/** The homes of these tenancies (`myHats` names yours), the newest first; those that you may not see are left out. */
export async function listTenancyHomes(
  estate: Estate,
  tenancyIds: readonly string[],
): Promise<TenancyHome[]> {
  if (tenancyIds.length === 0) return [];
  const found = dataAs<Embedded[]>(
    await estate.from("tenancies").select(columns).in("id", [...tenancyIds])
      .order("starts_on", { ascending: false }).order("id", { ascending: false }),
  );
  return found.map((it) => ({ ...it, landlord: it.unit.property.landlord }));
}

/** A tenant of a home as the others know them. */
export interface TenancyPerson {
  readonly tenant_id: string;
  readonly full_name: string;
  readonly is_me: boolean;
  /** Null: named, and not bound yet. */
  readonly accepted_at: string | null;
  /** Whether the landlord's side said so: that they agreed on paper. */
  readonly agreed_on_paper: boolean;
}

/** The tenants of a tenancy by name: all are liable together. */
export function listTenancyPeople(estate: Estate, tenancyId: string): Promise<TenancyPerson[]> {
  return readAs(estate, "tenancy_people" as "tenancy_marks", { tenancy_id: tenancyId });
}
