/** Reports of listings and people, what staff decide about them, and appeals. Messages: reportMessage. */
import type { Database } from "../generated/database.types.ts";
import type { Estate } from "../ground/client.ts";
import { dataOf } from "../ground/estate_error.ts";

type Enums = Database["public"]["Enums"];
/** What is wrong. */
export type ReportReason = Enums["report_reason"];
/** What was suspended. */
export type AppealSubject = Enums["appeal_subject"];

const noted = (note?: string) => note === undefined ? {} : { note };

/** Shows a listing to the moderators; returns the report. The same again returns the one there is. */
export async function reportListing(
  estate: Estate,
  listingId: string,
  reason: ReportReason,
  note?: string,
): Promise<string> {
  return dataOf(
    await estate.rpc("report_listing", { listing_id: listingId, reason, ...noted(note) }),
  );
}

/** Shows a person to the moderators; returns the report. Nobody is told. */
export async function reportPerson(
  estate: Estate,
  personId: string,
  reason: ReportReason,
  note?: string,
): Promise<string> {
  return dataOf(await estate.rpc("report_person", { person_id: personId, reason, ...noted(note) }));
}

/** For staff: the reports of messages, listings and people, and the appeals, that wait; oldest first. */
export async function moderationQueue(
  estate: Estate,
  page: { afterId?: string; most?: number } = {},
): Promise<Database["public"]["Functions"]["moderation_queue"]["Returns"]> {
  return dataOf(
    await estate.rpc("moderation_queue", {
      ...(page.afterId === undefined ? {} : { after_id: page.afterId }),
      ...(page.most === undefined ? {} : { max_results: page.most }),
    }),
  );
}

/** For staff: decides the reports of a listing or a person, with a reason. Safe to repeat. */
export async function decideReport(
  estate: Estate,
  reportId: string,
  decision: Enums["report_decision"],
  reason: string,
): Promise<void> {
  dataOf(await estate.rpc("decide_report", { report_id: reportId, decision, reason }));
}

/** Appeals against the suspension of a listing or an organization of yours; staff write down a person's. */
export async function appeal(
  estate: Estate,
  subject: AppealSubject,
  subjectId: string,
  words: string,
): Promise<string> {
  return dataOf(await estate.rpc("appeal", { subject, subject_id: subjectId, words }));
}

/** For staff: decides an appeal; granted, the suspension is lifted. @throws {EstateError} appeal.own */
export async function decideAppeal(
  estate: Estate,
  appealId: string,
  isGranted: boolean,
  reason: string,
): Promise<void> {
  dataOf(
    await estate.rpc("decide_appeal", { appeal_id: appealId, is_granted: isGranted, reason }),
  );
}

/** The appeals of yours and of your organizations, newest first. */
export async function listAppeals(estate: Estate) {
  return dataOf(
    await estate.from("appeals").select(
      "id, subject, subject_id, org_id, words, created_at, is_granted, decided_at, decision_reason",
    ).order("id", { ascending: false }).limit(100),
  );
}
