/** Tenancies as the landlord's side sees them: which home, who rents it, and what was inspected. */
import type { Estate } from "../ground/client.ts";
import { dataAs, dataOf, EstateError } from "../ground/estate_error.ts";
import { given } from "../ground/given.ts";
import type { Database } from "../generated/database.types.ts";
import type { Tenancy } from "./tenancies.ts";

type Tables = Database["public"]["Tables"];

/** A person as one organization knows them. */
export type Tenant = Tables["tenants"]["Row"];

/** Somebody who rents together with the others of the tenancy. */
export interface LettingParty {
  readonly tenant_id: string;
  /** Null: named, and not bound yet. */
  readonly accepted_at: string | null;
  /** Whether the landlord's side said so: that they agreed on paper. */
  readonly agreed_on_paper: boolean;
  readonly tenant: Pick<Tenant, "id" | "full_name" | "phone" | "email" | "address" | "user_id">;
}

/** A tenancy with what it names. */
export interface Letting extends Tenancy {
  readonly unit: {
    readonly id: string;
    readonly label: string;
    readonly property: { readonly id: string; readonly name: string };
  };
  readonly parties: readonly LettingParty[];
  /** The agency that offered it in the owner's name; null: the owner's own people did. */
  readonly offered_by: string | null;
  /** Its id, also of an agency whose name you may not see. */
  readonly offered_by_id: string | null;
  readonly inspections: readonly Pick<
    Tables["inspections"]["Row"],
    "id" | "kind" | "status" | "scheduled_for" | "inspected_on"
  >[];
}

const columns = "*, " +
  "unit:units!tenancies_org_id_unit_id_fkey(id, label, property:properties!units_org_id_property_id_fkey(id, name)), " +
  "parties:tenancy_parties!tenancy_parties_org_id_tenancy_id_fkey(tenant_id, accepted_at, agreed_on_paper, " +
  "tenant:tenants!tenancy_parties_org_id_tenant_id_fkey(id, full_name, phone, email, address, user_id)), " +
  "mandate:mandates!tenancies_org_id_mandate_id_fkey(agent_org_id, agent:organizations!mandates_agent_org_id_fkey(name)), " +
  "inspections!inspections_org_id_tenancy_id_fkey(id, kind, status, scheduled_for, inspected_on)";

type Embedded = Omit<Letting, "offered_by" | "offered_by_id" | "parties"> & {
  readonly mandate:
    | { readonly agent_org_id: string; readonly agent: { readonly name: string } | null }
    | null;
  readonly parties: readonly (Omit<LettingParty, "tenant"> & {
    readonly tenant: LettingParty["tenant"] | null;
  })[];
};

const told = ({ mandate, ...it }: Embedded): Letting => ({
  ...it,
  offered_by: mandate?.agent?.name ?? null,
  offered_by_id: mandate?.agent_org_id ?? null,
  // An agency that collects and does not sign sees that there are tenants, and not who they are.
  parties: it.parties.flatMap(({ tenant, ...party }) =>
    tenant === null ? [] : [{ ...party, tenant }]
  )
    .sort((a, b) => a.tenant_id < b.tenant_id ? -1 : 1),
  inspections: it.inspections.toSorted((a, b) => a.id < b.id ? -1 : 1),
});

/** The tenancies of an organization in these states, those that end first before the others; two hundred unless told. */
export async function listLettings(
  estate: Estate,
  orgId: string,
  statuses: readonly Tenancy["status"][],
  limit = 200,
): Promise<Letting[]> {
  const found = dataAs<Embedded[]>(
    await estate.from("tenancies").select(columns).eq("org_id", orgId)
      .in("status", [...statuses]).order("ends_on").order("id").limit(limit),
  );
  return found.map(told);
}

/** One of them. @throws {EstateError} tenancy.not_found */
export async function getLetting(estate: Estate, tenancyId: string): Promise<Letting> {
  const [found] = dataAs<Embedded[]>(
    await estate.from("tenancies").select(columns).eq("id", tenancyId),
  );
  if (found !== undefined) return told(found);
  throw new EstateError("Cannot find the tenancy", "tenancy.not_found", 404, "tenancy_id");
}

/** The renewals of a tenancy, offered or agreed, newest first. */
export async function listRenewals(estate: Estate, tenancyId: string): Promise<Tenancy[]> {
  return dataOf(
    await estate.from("tenancies").select("*").eq("parent_id", tenancyId)
      .order("id", { ascending: false }),
  );
}

/** Writes down a person who rents from your organization and has no account yet; they can be invited later. */
export async function addTenant(
  estate: Estate,
  tenant: {
    readonly orgId: string;
    /** As printed on receipts. */
    readonly fullName: string;
    /** Postal address, as printed on receipts. */
    readonly address: string;
    /** E.164, such as +2348031234567. */
    readonly phone?: string;
    readonly email?: string;
  },
): Promise<Tenant> {
  return dataOf(
    await estate.from("tenants").insert({
      org_id: tenant.orgId,
      full_name: tenant.fullName,
      address: tenant.address,
      ...given({ phone: tenant.phone, email: tenant.email }),
    }).select("*").single(),
  );
}

/** The people whom an organization knows as tenants, by name. */
export async function listTenants(estate: Estate, orgId: string, limit = 500): Promise<Tenant[]> {
  return dataOf(
    await estate.from("tenants").select("*").eq("org_id", orgId).order("full_name").limit(limit),
  );
}
