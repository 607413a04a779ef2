import type { Estate } from "../ground/client.ts";
import { dataAs, dataOf } from "../ground/estate_error.ts";
import { given } from "../ground/given.ts";
import type { Database } from "../generated/database.types.ts";

/** The authority of an agency to act for an owner. Live while active and its days last. */
export type Mandate = Database["public"]["Tables"]["mandates"]["Row"];

/** What an agency may do: list, show, collect, sign. */
export type MandateScope = Database["public"]["Enums"]["mandate_scope"];

/** One demand for money. */
export type Charge = Database["public"]["Tables"]["charges"]["Row"];

/**
 * Offers an agency or manager to act for your organization; the same again gives the mandate that there is.
 * @throws {EstateError} mandate.bad_terms, mandate.already_given
 */
export async function offerMandate(
  estate: Estate,
  mandate: {
    orgId: string;
    agentOrgId: string;
    scopes: MandateScope[];
    /** Hundredths of a percent of the price or rent. */
    feeBps: number;
    feePayer: Mandate["fee_payer"];
    /** First day, such as 2026-12-01. */
    startsOn: string;
    /** First day after it. */
    endsOn: string;
    /** Only this property, with all that stands in it; everything of yours without. */
    propertyId?: string;
    /** The paper behind it: a file's path or where it is kept. */
    evidence?: string;
  },
): Promise<Mandate> {
  return dataOf(
    await estate.rpc("offer_mandate", {
      org_id: mandate.orgId,
      agent_org_id: mandate.agentOrgId,
      scopes: mandate.scopes,
      fee_bps: mandate.feeBps,
      fee_payer: mandate.feePayer,
      starts_on: mandate.startsOn,
      ends_on: mandate.endsOn,
      ...given({ property_id: mandate.propertyId, evidence: mandate.evidence }),
    }),
  );
}

/** Accepts or declines a mandate offered to your agency. */
export async function answerMandate(
  estate: Estate,
  mandateId: string,
  accept: boolean,
): Promise<Mandate> {
  return dataOf(await estate.rpc("answer_mandate", { id: mandateId, accept }));
}

/** Takes a mandate of yours, or an offer, back at once; what was listed under it is paused. */
export async function revokeMandate(
  estate: Estate,
  mandateId: string,
  reason: string,
): Promise<Mandate> {
  return dataOf(await estate.rpc("revoke_mandate", { id: mandateId, reason }));
}

/** The mandates that an organization of yours gave or was offered, newest first. */
export async function listMandates(
  estate: Estate,
  orgId: string,
  limit = 50,
): Promise<Mandate[]> {
  return dataOf(
    await estate.from("mandates").select().or(`org_id.eq.${orgId},agent_org_id.eq.${orgId}`)
      .order("id", { ascending: false }).limit(limit),
  );
}

/**
 * Says whether what tenants pay online goes to the agency, which then owes it to you less its fee: yes before the agency
 * answers, no at any time.
 */
export async function setMandateCollecting(
  estate: Estate,
  mandateId: string,
  agentCollects: boolean,
): Promise<Mandate> {
  return dataOf(
    await estate.rpc("set_mandate_collecting", { id: mandateId, agent_collects: agentCollects }),
  );
}

/** Demands money from a tenancy of yours, or of an owner who gave your agency a mandate to collect. Not rent. */
export async function demandCharge(
  estate: Estate,
  demand: {
    tenancyId: string;
    kind: Exclude<Charge["kind"], "rent">;
    amountKobo: number;
    /** Such as 2027-01-31. */
    dueOn: string;
    /** What the tenant reads. */
    description: string;
    /** An id of your own choice makes the demand safe to repeat. */
    clientId?: string;
  },
): Promise<Charge> {
  return dataOf(
    await estate.rpc("demand_charge", {
      tenancy_id: demand.tenancyId,
      kind: demand.kind,
      amount_kobo: demand.amountKobo,
      due_on: demand.dueOn,
      description: demand.description,
      ...given({ client_id: demand.clientId }),
    }),
  );
}

/** A mandate with the names of its two sides and of its property; null where you may not see one. */
export type NamedMandate = Mandate & {
  readonly owner: string | null;
  readonly agent: string | null;
  /** Null too where it is about everything that the owner has. */
  readonly property: string | null;
};

/** The mandates that an organization of yours gave or was offered, with names, newest first. */
export async function listNamedMandates(
  estate: Estate,
  orgId: string,
  limit = 50,
): Promise<NamedMandate[]> {
  type Named = { readonly name: string } | null;
  type Row = Mandate & { readonly giver: Named; readonly taker: Named; readonly place: Named };
  const rows = dataAs<Row[]>(
    await estate.from("mandates").select(
      "*, giver:organizations!mandates_org_id_fkey(name), " +
        "taker:organizations!mandates_agent_org_id_fkey(name), " +
        "place:properties!mandates_org_id_property_id_fkey(name)",
    ).or(`org_id.eq.${orgId},agent_org_id.eq.${orgId}`)
      .order("id", { ascending: false }).limit(limit),
  );
  return rows.map(({ giver, taker, place, ...it }) => ({
    ...it,
    owner: giver?.name ?? null,
    agent: taker?.name ?? null,
    property: place?.name ?? null,
  }));
}
