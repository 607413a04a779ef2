import type { Estate } from "../ground/client.ts";
import { dataOf } from "../ground/estate_error.ts";
import { given } from "../ground/given.ts";
import { read, readAs } from "../ground/read.ts";
import type { Database } from "../generated/database.types.ts";

type Functions = Database["public"]["Functions"];

/** A tenancy of yours, in any organization, with how its rent was paid. Amounts in kobo. */
export type PastTenancy = Functions["rental_history"]["Returns"][number];
/** What an organization sees of somebody's tenancy: no names, no address, rent only when consented to. */
export type SharedTenancy = Functions["rental_history_of"]["Returns"][number];
/** Leave for an organization to read a rental history for a time. */
export type HistoryConsent = Database["public"]["Tables"]["history_consents"]["Row"];
/** A look at a rental history. */
export type HistoryView = Database["public"]["Tables"]["history_views"]["Row"];

/** How long, at most 90 days (30 when left out), and whether amounts of rent are shown. */
export interface HistoryTerms {
  readonly expiresAt?: Date;
  readonly includesRent?: boolean;
}

/** Your tenancies in all organizations, newest first. */
export async function getRentalHistory(estate: Estate): Promise<PastTenancy[]> {
  return await read(estate, "rental_history", {});
}

/** A consent of yours, or a request for one: whose it is, until when, and how often it was used. */
export interface OwnConsent {
  readonly id: string;
  readonly org_id: string;
  readonly organization: string;
  /** A granted one whose time is over is expired already. */
  readonly status: HistoryConsent["status"];
  readonly purpose: string;
  readonly includes_rent: boolean;
  /** False: you shared it unasked. */
  readonly was_asked: boolean;
  readonly answered_at: string | null;
  readonly expires_at: string | null;
  readonly created_at: string;
  readonly views: number;
  readonly last_viewed_at: string | null;
}

/** Somebody with whom you may share your history: they know you as a tenant, an applicant or an enquirer. */
export interface HistoryAudience {
  readonly org_id: string;
  readonly organization: string;
}

/** The last word between your organization and a person about their history: asked for, shared, or over. */
export interface ReceivedConsent {
  readonly id: string;
  readonly subject_id: string;
  /** Null where you may not know it. */
  readonly display_name: string | null;
  /** A granted one whose time is over is expired already, and so is a request that nobody answered. */
  readonly status: HistoryConsent["status"];
  readonly purpose: string;
  readonly includes_rent: boolean;
  /** False: they shared it unasked. */
  readonly was_asked: boolean;
  readonly created_at: string;
  readonly answered_at: string | null;
  readonly expires_at: string | null;
  /** When it was refused or taken back. */
  readonly ended_at: string | null;
  /** Until then they cannot be asked again; null: they can. */
  readonly ask_from: string | null;
  readonly views: number;
  readonly last_viewed_at: string | null;
  /** The newest that they sent to you, where you may see it. */
  readonly application_id: string | null;
}

/** Who asked for your history, who may read it until when, and what is over; newest first. */
export function listMyConsents(estate: Estate): Promise<OwnConsent[]> {
  return readAs(estate, "my_history_consents" as "rental_history", {});
}

/** With whom you may share your history, by name. */
export function listHistoryAudience(estate: Estate): Promise<HistoryAudience[]> {
  return readAs(estate, "history_audience" as "rental_history", {});
}

/** Whose history an organization of yours asked for or may read, newest first; of one person, where they are named. */
export function listReceivedConsents(
  estate: Estate,
  orgId: string,
  personId?: string,
): Promise<ReceivedConsent[]> {
  return readAs(
    estate,
    "received_history_consents" as "rental_history",
    given({ org_id: orgId, person_id: personId }),
  );
}

/** Asks a tenant, applicant or enquirer of your organization for their history; asks once. */
export async function requestHistory(
  estate: Estate,
  orgId: string,
  userId: string,
  purpose: string,
): Promise<HistoryConsent> {
  return dataOf(
    await estate.rpc("request_history", { org_id: orgId, subject_id: userId, purpose }),
  );
}

/** Answers a request: yes, on terms, or no. */
export async function answerHistoryRequest(
  estate: Estate,
  consentId: string,
  accept: boolean,
  terms: HistoryTerms = {},
): Promise<HistoryConsent> {
  return dataOf(
    await estate.rpc("answer_history_request", {
      consent_id: consentId,
      accept,
      ...named(terms),
    }),
  );
}

/** Shares your history with an organization that you deal with, unasked. */
export async function grantHistory(
  estate: Estate,
  orgId: string,
  terms: HistoryTerms = {},
): Promise<HistoryConsent> {
  return dataOf(
    await estate.rpc("grant_history", { org_id: orgId, ...named(terms) }),
  );
}

/** Takes your consent back at once. */
export async function revokeHistory(estate: Estate, consentId: string): Promise<HistoryConsent> {
  return dataOf(await estate.rpc("revoke_history", { consent_id: consentId }));
}

/** What somebody shares with your organization. The look is noted. @throws {EstateError} history.not_granted */
export async function readSharedHistory(
  estate: Estate,
  consentId: string,
): Promise<SharedTenancy[]> {
  return dataOf(await estate.rpc("rental_history_of", { consent_id: consentId }));
}

/** Who looked at a history by a consent, newest first. */
export async function listHistoryViews(
  estate: Estate,
  consentId: string,
): Promise<HistoryView[]> {
  return dataOf(
    await estate.from("history_views").select("*").eq("consent_id", consentId)
      .order("id", { ascending: false }),
  );
}

function named(terms: HistoryTerms) {
  return {
    ...given({ expires_at: terms.expiresAt?.toISOString(), includes_rent: terms.includesRent }),
  };
}
