import type { Estate } from "../ground/client.ts";
import { dataOf } from "../ground/estate_error.ts";
import { given } from "../ground/given.ts";
import type { Database, Json } from "../generated/database.types.ts";

type Tables = Database["public"]["Tables"];

/** A person's application for a rent listing: theirs alone while it is a draft. */
export type Application = Tables["applications"]["Row"];
/** Yearly income in millions of naira, as a band. */
export type IncomeBand = Database["public"]["Enums"]["income_band"];
/** Somebody who would live there beside the applicant. */
export type HouseholdMember = Pick<
  Tables["application_household"]["Row"],
  "id" | "full_name" | "relationship" | "age"
>;

/** What an applicant tells. What is left out is emptied, but the two lists stay as they are. */
export interface ApplicationFacts {
  /** Such as 2027-01-31. */
  readonly moveInOn?: string;
  readonly termMonths?: number;
  readonly occupation?: string;
  readonly employer?: string;
  readonly incomeBand?: IncomeBand;
  readonly hasPets?: boolean;
  readonly note?: string;
  /** At most 20. */
  readonly household?: readonly Omit<HouseholdMember, "id">[];
  /** At most 4; who stays named as before keeps token and answer. */
  readonly guarantors?: readonly {
    readonly full_name: string;
    /** E.164, such as +2348031234567. */
    readonly phone: string;
    readonly email?: string;
    readonly relationship: string;
  }[];
}

/** Begins a draft for a published rent listing; while you have a live application for it, returns that one. */
export async function startApplication(estate: Estate, listingId: string): Promise<Application> {
  return dataOf(await estate.rpc("start_application", { listing_id: listingId }));
}

/**
 * Writes your draft.
 * @throws {EstateError} application.bad_fact, whose field is such as term_months or household.0.full_name
 */
export async function saveApplication(
  estate: Estate,
  applicationId: string,
  facts: ApplicationFacts,
): Promise<Application> {
  const { moveInOn, termMonths, occupation, employer, incomeBand, hasPets, note } = facts;
  return dataOf(
    await estate.rpc("save_application", {
      application_id: applicationId,
      ...given({
        move_in_on: moveInOn,
        term_months: termMonths,
        occupation,
        employer,
        income_band: incomeBand,
        has_pets: hasPets,
        note,
        household: facts.household as unknown as Json,
        guarantors: facts.guarantors as unknown as Json,
      }),
    }),
  );
}

/** Shows your draft to the organization; it cannot be changed after. @throws {EstateError} application.incomplete */
export async function submitApplication(
  estate: Estate,
  applicationId: string,
): Promise<Application> {
  return dataOf(
    await estate.rpc("submit_application", { application_id: applicationId }),
  );
}

/** Withdraws your application, until it is accepted. */
export async function withdrawApplication(
  estate: Estate,
  applicationId: string,
): Promise<Application> {
  return dataOf(
    await estate.rpc("withdraw_application", { application_id: applicationId }),
  );
}

/** Asks, once, that a person looks again at why your application was declined. */
export async function askReview(
  estate: Estate,
  applicationId: string,
  reason: string,
): Promise<Application> {
  return dataOf(
    await estate.rpc("ask_review", { application_id: applicationId, reason }),
  );
}

/** Shortlists an application that your organization received. */
export async function shortlistApplication(
  estate: Estate,
  applicationId: string,
  reason?: string,
): Promise<Application> {
  return dataOf(
    await estate.rpc("shortlist_application", {
      application_id: applicationId,
      ...given({ reason }),
    }),
  );
}

/**
 * Declines an application with a reason that the applicant reads.
 * @throws {EstateError} application.already_declined when somebody else was first
 */
export async function declineApplication(
  estate: Estate,
  applicationId: string,
  reason: string,
): Promise<Application> {
  return dataOf(
    await estate.rpc("decline_application", { application_id: applicationId, reason }),
  );
}

/** The applications for a listing of yours, newest first; never drafts. */
export async function listApplications(
  estate: Estate,
  listing: { readonly id: string; readonly org_id: string },
  limit = 50,
): Promise<Application[]> {
  return dataOf(
    await estate.from("applications").select("*").eq("org_id", listing.org_id)
      .eq("listing_id", listing.id).order("id", { ascending: false }).limit(limit),
  );
}

/** The applications that a person made, newest first. */
export async function listMyApplications(
  estate: Estate,
  userId: string,
  limit = 50,
): Promise<Application[]> {
  return dataOf(
    await estate.from("applications").select("*").eq("applicant_id", userId)
      .order("id", { ascending: false }).limit(limit),
  );
}

/** The newest application that a person made for a listing; undefined where they made none. */
export async function findMyApplication(
  estate: Estate,
  userId: string,
  listingId: string,
): Promise<Application | undefined> {
  const [newest] = dataOf(
    await estate.from("applications").select("*").eq("applicant_id", userId)
      .eq("listing_id", listingId).order("id", { ascending: false }).limit(1),
  );
  return newest;
}

/** Who would live there beside the applicant; for members none once the application is over for 90 days. */
export async function listHousehold(
  estate: Estate,
  applicationId: string,
): Promise<HouseholdMember[]> {
  return dataOf(
    await estate.from("application_household").select("id, full_name, relationship, age")
      .eq("application_id", applicationId).order("id"),
  );
}
