/** The course of a tenancy after it was offered: parties, renewal, notice, end, and where its rent stands. */
import type { Estate } from "../ground/client.ts";
import { dataOf } from "../ground/estate_error.ts";
import { given } from "../ground/given.ts";
import { readAs } from "../ground/read.ts";
import type { Database } from "../generated/database.types.ts";
import type { ListingCosts } from "../market/listing_costs.ts";
import type { Tenancy } from "./tenancies.ts";

/** Notice that a tenancy ends on a day. */
export type TenancyNotice = Database["public"]["Tables"]["tenancy_notices"]["Row"];
/** Where a tenancy stands with its rent. Amounts in kobo, Nigerian dates. */
export type RentStatus = Database["public"]["Views"]["rent_status"]["Row"];

/** What the law of the place says of the advance that a tenancy asks. */
export interface TenancyMarks {
  /** Whether they stay on after a first term, renewals included. */
  readonly is_sitting_tenant: boolean;
  readonly advance_months: number;
  /** Where a law is exceeded: a warning, not a refusal. */
  readonly marks: ListingCosts["marks"];
  /** Nigerian date whose rules were used. */
  readonly rules_as_of: string;
}

/** Marks where the advance asked of a tenancy's tenants exceeds the law; null when you may not see it. */
export async function getTenancyMarks(
  estate: Estate,
  tenancyId: string,
): Promise<TenancyMarks | null> {
  return await readAs<TenancyMarks | null>(estate, "tenancy_marks", { tenancy_id: tenancyId });
}

/** Declines a tenancy or a renewal offered to you. */
export async function declineTenancy(
  estate: Estate,
  tenancyId: string,
  reason?: string,
): Promise<Tenancy> {
  return dataOf(
    await estate.rpc("decline_tenancy", {
      tenancy_id: tenancyId,
      ...given({ reason }),
    }),
  );
}

/** Begins an offered tenancy to which tenants without an account agreed on paper; `evidence` says which paper. */
export async function activateTenancy(
  estate: Estate,
  tenancyId: string,
  evidence: string,
): Promise<Tenancy> {
  return dataOf(
    await estate.rpc("activate_tenancy", { tenancy_id: tenancyId, evidence }),
  );
}

/** Names one more tenant; jointly liable once they accept. */
export async function addTenancyParty(
  estate: Estate,
  tenancyId: string,
  tenantId: string,
): Promise<void> {
  dataOf(
    await estate.rpc("add_tenancy_party", { tenancy_id: tenancyId, tenant_id: tenantId }),
  );
}

/** Removes a tenant who has not accepted. */
export async function removeTenancyParty(
  estate: Estate,
  tenancyId: string,
  tenantId: string,
): Promise<void> {
  dataOf(
    await estate.rpc("remove_tenancy_party", { tenancy_id: tenancyId, tenant_id: tenantId }),
  );
}

/** Offers the tenants to stay after the term; what is left out is as before, the term twelve months. */
export async function offerRenewal(
  estate: Estate,
  tenancyId: string,
  terms: {
    /** Rent in kobo for one `rentPer`. */
    rentKobo: number;
    rentPer?: Tenancy["rent_per"];
    termMonths?: number;
    /** First day after the term, instead of `termMonths`. */
    endsOn?: string;
    advancePeriods?: number;
  },
): Promise<Tenancy> {
  return dataOf(
    await estate.rpc("offer_renewal", {
      tenancy_id: tenancyId,
      rent_kobo: terms.rentKobo,
      ...given({
        rent_per: terms.rentPer,
        term_months: terms.termMonths,
        ends_on: terms.endsOn,
        advance_periods: terms.advancePeriods,
      }),
    }),
  );
}

/**
 * Gives notice, as a tenant or for the owner, that the tenancy ends on a day such as 2027-06-01.
 * @throws {EstateError} notice.too_short
 */
export async function giveNotice(
  estate: Estate,
  tenancyId: string,
  endsOn: string,
  reason: string,
): Promise<TenancyNotice> {
  return dataOf(
    await estate.rpc("give_notice", { tenancy_id: tenancyId, ends_on: endsOn, reason }),
  );
}

/** Takes back the notice that your side gave. */
export async function withdrawNotice(estate: Estate, tenancyId: string): Promise<Tenancy> {
  return dataOf(await estate.rpc("withdraw_notice", { tenancy_id: tenancyId }));
}

/** The notices of a tenancy, newest first, also those withdrawn. */
export async function listNotices(estate: Estate, tenancyId: string): Promise<TenancyNotice[]> {
  return dataOf(
    await estate.from("tenancy_notices").select("*").eq("tenancy_id", tenancyId)
      .order("id", { ascending: false }),
  );
}

/** Withdraws an offer, or records that possession was returned, today unless said; the unit is free from then on. */
export async function endTenancy(
  estate: Estate,
  tenancyId: string,
  reason: string,
  possessionReturnedOn?: string,
): Promise<Tenancy> {
  return dataOf(
    await estate.rpc("end_tenancy", {
      tenancy_id: tenancyId,
      reason,
      ...given({ possession_returned_on: possessionReturnedOn }),
    }),
  );
}

/** Where the rent of your tenancies stands; those of one organization, or one tenancy, when named. */
export async function listRentStatus(
  estate: Estate,
  only: { readonly orgId?: string; readonly tenancyId?: string } = {},
): Promise<RentStatus[]> {
  let query = estate.from("rent_status").select("*").order("tenancy_id").limit(100);
  if (only.orgId !== undefined) query = query.eq("org_id", only.orgId);
  if (only.tenancyId !== undefined) query = query.eq("tenancy_id", only.tenancyId);
  return dataOf(await query);
}
