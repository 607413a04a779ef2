/** Reporting a home to the moderators. */
import type { ReportReason } from "@estate/sdk";
import { estate } from "../../session/estate.ts";

/** The same again is the same report. @throws {EstateError} */
export async function report(
  listingId: string,
  reason: ReportReason,
  note: string,
): Promise<void> {
  const [client, { reportListing }] = await Promise.all([estate(), import("@estate/sdk")]);
  await reportListing(client, listingId, reason, note === "" ? undefined : note);
}
