/** Who takes part in a conversation, who is invited, blocked and reported. */
import type { Estate } from "../ground/client.ts";
import { dataOf } from "../ground/estate_error.ts";
import { given } from "../ground/given.ts";
import { read, readAs } from "../ground/read.ts";
import type { Database } from "../generated/database.types.ts";

type Functions = Database["public"]["Functions"];
type Enums = Database["public"]["Enums"];

/** Somebody who takes part. */
export type Participant = Functions["conversation_participants"]["Returns"][number];

/** An invitation to a conversation. */
export interface ConversationInvitation {
  readonly guest_id: string;
  readonly conversation_id: string;
  /** With whom people talk in it. */
  readonly organization: string;
  /** The name of who invites. */
  readonly invited_by: string;
  readonly created_at: string;
  readonly about: "listing" | "viewing" | "application" | "sale" | "tenancy";
  /** Null: it is about a tenancy. */
  readonly listing_title: string | null;
}

/** A message that was reported, as moderators see it. */
export type ReportToReview = Functions["reports_to_review"]["Returns"][number];

/** Who takes part: people, guests, and who has spoken for an organization or agency. */
export function listParticipants(estate: Estate, conversationId: string): Promise<Participant[]> {
  return read(estate, "conversation_participants", { conversation_id: conversationId });
}

/**
 * Invites whoever shows that this e-mail address or number is theirs. They read all of the conversation, also what was said
 * before. Returns the id with which they can be taken out again.
 */
export async function inviteToConversation(
  estate: Estate,
  conversationId: string,
  contact: string,
): Promise<string> {
  const guest = dataOf<{ id: string | null }>(
    await estate.rpc("invite_to_conversation", { conversation_id: conversationId, contact }),
  );
  return guest.id as string;
}

/** The conversations to which you are invited and have not answered. */
export function listConversationInvitations(estate: Estate): Promise<ConversationInvitation[]> {
  return readAs(estate, "my_conversation_invitations", {});
}

/** Comes to a conversation, or declines; returns its id. */
export async function answerConversationInvitation(
  estate: Estate,
  guestId: string,
  accept: boolean,
): Promise<string> {
  return dataOf(
    await estate.rpc("answer_conversation_invitation", { guest_id: guestId, accept }),
  );
}

/** Leaves a conversation as its guest, takes a guest out, or an invitation back. Safe to repeat. */
export async function removeConversationGuest(estate: Estate, guestId: string): Promise<void> {
  dataOf(await estate.rpc("remove_conversation_guest", { guest_id: guestId }));
}

/** Blocks somebody with whom you talk, for yourself or for your organization. They are not told. Safe to repeat. */
export async function blockPerson(estate: Estate, personId: string, orgId?: string): Promise<void> {
  dataOf(await estate.rpc("block_person", { person_id: personId, ...given({ org_id: orgId }) }));
}

/** Takes a block back. Safe to repeat. */
export async function unblockPerson(
  estate: Estate,
  personId: string,
  orgId?: string,
): Promise<void> {
  dataOf(await estate.rpc("unblock_person", { person_id: personId, ...given({ org_id: orgId }) }));
}

/** Whom you blocked, and whom your organizations did. */
export async function listBlocks(
  estate: Estate,
): Promise<Database["public"]["Tables"]["blocks"]["Row"][]> {
  return dataOf(await estate.from("blocks").select("*").order("id"));
}

/** Shows a message to the platform's moderators, with what stands around it; returns the report. Nobody is told of it. */
export async function reportMessage(
  estate: Estate,
  messageId: string,
  reason: Enums["report_reason"],
  note?: string,
): Promise<string> {
  return dataOf(
    await estate.rpc("report_message", { message_id: messageId, reason, ...given({ note }) }),
  );
}

/** For staff: the reports that wait, oldest first; `after` is the last one of the page before. */
export function listReportsToReview(
  estate: Estate,
  options: { after?: string; limit?: number } = {},
): Promise<ReportToReview[]> {
  return read(
    estate,
    "reports_to_review",
    given({ after_id: options.after, most: options.limit }),
  );
}

/** For staff: decides all reports of a message. */
export async function decideMessageReport(
  estate: Estate,
  reportId: string,
  decision: Enums["report_decision"],
  reason: string,
): Promise<void> {
  dataOf(await estate.rpc("decide_message_report", { report_id: reportId, decision, reason }));
}
