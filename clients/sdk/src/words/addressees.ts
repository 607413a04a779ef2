/** To whom an organization may write: the homes that are let, each with the people who rent it. */
import type { Estate } from "../ground/client.ts";
import { dataAs } from "../ground/estate_error.ts";
import type { Database } from "../generated/database.types.ts";

type Tables = Database["public"]["Tables"];

/** A tenancy in force with its home and its tenants. */
export interface Addressee {
  readonly tenancy_id: string;
  readonly status: Tables["tenancies"]["Row"]["status"];
  readonly property_id: string;
  readonly property: string;
  readonly unit_id: string;
  readonly unit: string;
  readonly kind: Tables["units"]["Row"]["kind"];
  readonly tenants: readonly {
    readonly full_name: string;
    /** Null: they have no account, and are told on paper alone. */
    readonly user_id: string | null;
  }[];
}

interface Embedded {
  readonly id: string;
  readonly status: Addressee["status"];
  readonly unit: {
    readonly id: string;
    readonly label: string;
    readonly kind: Addressee["kind"];
    readonly property: { readonly id: string; readonly name: string };
  };
  readonly parties: readonly { readonly tenant: Addressee["tenants"][number] }[];
}

// Several ways lead from one table to another: the keys say which is meant.
const columns = "id, status, unit:units!tenancies_org_id_unit_id_fkey (id, label, kind, " +
  "property:properties!units_org_id_property_id_fkey (id, name)), " +
  "parties:tenancy_parties (tenant:tenants (full_name, user_id))";

/** The homes of an organization that are let now, by property and unit. */
export async function listAddressees(estate: Estate, orgId: string): Promise<Addressee[]> {
  const found = dataAs<Embedded[]>(
    await estate.from("tenancies").select(columns).eq("org_id", orgId).eq("is_in_force", true)
      .order("id").limit(1000),
  );
  return found.map(({ id, status, unit, parties }) => ({
    tenancy_id: id,
    status,
    property_id: unit.property.id,
    property: unit.property.name,
    unit_id: unit.id,
    unit: unit.label,
    kind: unit.kind,
    tenants: parties.map(({ tenant }) => tenant),
  })).sort((one, other) =>
    one.property.localeCompare(other.property) ||
    one.unit.localeCompare(other.unit, "en", { numeric: true })
  );
}
