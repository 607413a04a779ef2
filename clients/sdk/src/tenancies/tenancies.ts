import type { Estate } from "../ground/client.ts";
import { dataOf } from "../ground/estate_error.ts";
import { given } from "../ground/given.ts";
import type { Database } from "../generated/database.types.ts";

/** A letting. */
export type Tenancy = Database["public"]["Tables"]["tenancies"]["Row"];
type Tenant = Database["public"]["Tables"]["tenants"]["Row"];

/** Makes the person who opened a conversation known to your organization as a tenant; returns the record. */
export async function inviteAsTenant(
  estate: Estate,
  conversationId: string,
  person: { fullName: string; address: string },
): Promise<Tenant> {
  return dataOf(
    await estate.rpc("invite_as_tenant", {
      conversation_id: conversationId,
      full_name: person.fullName,
      address: person.address,
    }),
  );
}

/** Offers a unit to tenants; it is taken from that moment. Rent in kobo for one `rentPer`. The same again gives the offer that there is. */
export async function offerTenancy(
  estate: Estate,
  offer: {
    unitId: string;
    tenantIds: string[];
    /** First day, such as 2026-12-01. */
    startsOn: string;
    rentKobo: number;
    rentPer?: Tenancy["rent_per"];
    termMonths?: number;
    advancePeriods?: number;
    /** First day after the term, instead of `termMonths`. */
    endsOn?: string;
    /** When it is another than `rentPer` implies; with `natureReason`. */
    nature?: Tenancy["nature"];
    natureReason?: string;
    /** Days of notice agreed in place of the law's. */
    noticeDays?: number;
  },
): Promise<Tenancy> {
  return dataOf(
    await estate.rpc("offer_tenancy", {
      unit_id: offer.unitId,
      tenant_ids: offer.tenantIds,
      starts_on: offer.startsOn,
      rent_kobo: offer.rentKobo,
      ...given({
        rent_per: offer.rentPer,
        term_months: offer.termMonths,
        advance_periods: offer.advancePeriods,
        ends_on: offer.endsOn,
        nature: offer.nature,
        nature_reason: offer.natureReason,
        notice_days: offer.noticeDays,
      }),
    }),
  );
}

/** Accepts a tenancy offered to you. */
export async function acceptTenancy(estate: Estate, tenancyId: string): Promise<Tenancy> {
  return dataOf(await estate.rpc("accept_tenancy", { tenancy_id: tenancyId }));
}
