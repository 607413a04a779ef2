/** Cards that you let us keep, and autopay: what may be charged to one of them by itself. */
import type { Estate } from "../ground/client.ts";
import { dataOf } from "../ground/estate_error.ts";
import { given } from "../ground/given.ts";
import type { Database } from "../generated/database.types.ts";

type Tables = Database["public"]["Tables"];

/** What people agree to, word for word. */
export type ConsentText = Tables["consent_texts"]["Row"];

/** A card of yours, as you know it: brand, last four digits, expiry. */
export type SavedCard = Tables["saved_authorizations"]["Row"];

/** What you allow for a tenancy. Limits in kobo. */
export type Autopay = Tables["autopays"]["Row"];

/** A charge that autopay is going to take from you, or took. */
export type AutopayPlan = Tables["autopay_plans"]["Row"];

/** The text that somebody agreed to. */
export type AgreedText = Pick<ConsentText, "version" | "language">;

/** What is to be allowed. */
export interface AutopayTerms {
  readonly tenancyId: string;
  readonly cardId: string;
  readonly kinds: Database["public"]["Enums"]["charge_kind"][];
  /** A charge of which more is open is left to you. */
  readonly mostPerChargeKobo: number;
  readonly mostPerMonthKobo: number;
  /** On which day a charge is taken, counted from that on which it falls due: -2 is two days before. 0 when left out. */
  readonly dayOffset?: number;
  readonly agreed: AgreedText;
}

/** The texts that are shown now: before a card is kept, or before autopay is allowed. */
export async function listConsentTexts(
  estate: Estate,
  purpose: ConsentText["purpose"],
): Promise<ConsentText[]> {
  return dataOf(
    await estate.from("consent_texts").select("*").eq("purpose", purpose).eq("is_in_force", true)
      .order("version", { ascending: false }),
  );
}

/** Your cards, those that were removed or refused included; newest first. */
export async function listSavedCards(estate: Estate): Promise<SavedCard[]> {
  return dataOf(
    await estate.from("saved_authorizations").select("*").order("id", { ascending: false }),
  );
}

/** Takes a card of yours away: it is never charged again, and autopay by it pauses. Safe to repeat. */
export async function removeSavedCard(estate: Estate, cardId: string): Promise<SavedCard> {
  return dataOf(
    await estate.rpc("remove_saved_authorization", { authorization_id: cardId }),
  );
}

/**
 * Lets a card of yours be charged for what falls due of a tenancy of yours. You are told some days before each charge.
 * Again it changes what you allowed, and takes up what had paused.
 * @throws {EstateError} autopay.taken while another tenant of the home pays by autopay, and what else docs/problems says
 */
export async function allowAutopay(estate: Estate, terms: AutopayTerms): Promise<Autopay> {
  return dataOf(
    await estate.rpc("allow_autopay", {
      tenancy_id: terms.tenancyId,
      authorization_id: terms.cardId,
      kinds: terms.kinds,
      most_per_charge_kobo: terms.mostPerChargeKobo,
      most_per_month_kobo: terms.mostPerMonthKobo,
      consent_version: terms.agreed.version,
      consent_language: terms.agreed.language,
      ...given({ day_offset: terms.dayOffset }),
    }),
  );
}

/** Stops your autopay for a tenancy. Safe to repeat. */
export async function stopAutopay(estate: Estate, tenancyId: string): Promise<Autopay> {
  return dataOf(await estate.rpc("stop_autopay", { tenancy_id: tenancyId }));
}

/** What you allow, for each tenancy; what has ended included, newest first. */
export async function listAutopays(estate: Estate): Promise<Autopay[]> {
  return dataOf(await estate.from("autopays").select("*").order("id", { ascending: false }));
}

/** What autopay is going to take from you for a tenancy, or took; newest first. */
export async function listAutopayPlans(estate: Estate, tenancyId: string): Promise<AutopayPlan[]> {
  return dataOf(
    await estate.from("autopay_plans").select("*").eq("tenancy_id", tenancyId)
      .order("id", { ascending: false }),
  );
}

/** Leaves one charge out: you pay it otherwise. Possible until the bank was asked for it. */
export async function skipAutopay(estate: Estate, planId: string): Promise<AutopayPlan> {
  return dataOf(await estate.rpc("skip_autopay", { plan_id: planId }));
}

/** For the payee's side: for which tenancies of an organization somebody pays by autopay. */
export async function listTenanciesOnAutopay(estate: Estate, orgId: string): Promise<string[]> {
  return dataOf(await estate.rpc("tenancies_on_autopay", { org_id: orgId }));
}
