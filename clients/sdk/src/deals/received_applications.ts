/** Applications as who decides sees them: each with who applies, who would live there and who answers for them. */
import type { Estate } from "../ground/client.ts";
import { dataAs, EstateError } from "../ground/estate_error.ts";
import type { Listing } from "../market/listings.ts";
import { onDeskOf } from "../market/desk.ts";
import type { Application, HouseholdMember } from "./applications.ts";
import type { ApplicationDocument } from "./application_files.ts";
import type { Guarantor } from "./guarantors.ts";

/** What of a listing an application is held against. */
export type AppliedListing = Pick<
  Listing,
  | "id"
  | "org_id"
  | "unit_id"
  | "title"
  | "area"
  | "status"
  | "price_kobo"
  | "price_per"
  | "advance_periods"
>;

/** An application with the people that it names; once it is over for 90 days those are not told any more. */
export interface ReceivedApplication extends Application {
  /** Null where you may not know who applies. */
  readonly applicant: { readonly id: string; readonly display_name: string } | null;
  readonly listing: AppliedListing;
  readonly household: readonly HouseholdMember[];
  readonly guarantors: readonly (
    & Pick<Guarantor, "id" | "full_name" | "phone" | "relationship" | "status" | "answered_at">
    & { readonly is_phone_proven: boolean }
  )[];
  readonly documents: readonly Pick<
    ApplicationDocument,
    "id" | "kind" | "storage_path" | "created_at"
  >[];
}

const columns = "*, applicant:profiles!applications_applicant_id_fkey(id, display_name), " +
  "listing:listings!applications_org_id_listing_id_fkey(id, org_id, unit_id, title, area, status, price_kobo, price_per, advance_periods), " +
  "household:application_household!application_household_org_id_application_id_fkey(id, full_name, relationship, age), " +
  "guarantors:application_guarantors!application_guarantors_org_id_application_id_fkey(id, full_name, phone, relationship, status, answered_at, is_phone_proven), " +
  "documents:application_documents!application_documents_org_id_application_id_fkey(id, kind, storage_path, created_at)";

/** The applications for what an organization lists, for itself or for others, newest first; of one listing, where it is named. Never drafts. */
export async function listReceivedApplications(
  estate: Estate,
  orgId: string,
  of: { readonly listingId?: string; readonly limit?: number } = {},
): Promise<ReceivedApplication[]> {
  let query = estate.from("applications").select(columns).not("submitted_at", "is", null)
    .or(await onDeskOf(estate, orgId));
  if (of.listingId !== undefined) query = query.eq("listing_id", of.listingId);
  return dataAs<ReceivedApplication[]>(
    await query.order("id", { ascending: false }).limit(of.limit ?? 100),
  );
}

/** One of them. @throws {EstateError} application.not_found */
export async function getReceivedApplication(
  estate: Estate,
  applicationId: string,
): Promise<ReceivedApplication> {
  const [found] = dataAs<ReceivedApplication[]>(
    await estate.from("applications").select(columns).not("submitted_at", "is", null)
      .eq("id", applicationId),
  );
  if (found !== undefined) return found;
  throw new EstateError(
    "Cannot find the application",
    "application.not_found",
    404,
    "application_id",
  );
}
