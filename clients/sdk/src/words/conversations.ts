import type { Estate } from "../ground/client.ts";
import { dataAs, dataOf } from "../ground/estate_error.ts";
import { given } from "../ground/given.ts";
import { joinPrivateChannel } from "../ground/private_channel.ts";
import { read, readAs } from "../ground/read.ts";
import type { Database } from "../generated/database.types.ts";
import type { MessageFile } from "./message_files.ts";
import type { ChatWarning } from "./warnings.ts";

type Functions = Database["public"]["Functions"];

/** A talk between people and an organization. */
export type Conversation = Database["public"]["Tables"]["conversations"]["Row"];

/** Something said. */
export interface Message {
  readonly id: string;
  readonly conversation_id: string;
  readonly sender_id: string;
  /** The sender's own id of it. */
  readonly client_id: string;
  /** Null once it was deleted. */
  readonly body: string | null;
  readonly created_at: string;
  readonly reply_to_id: string | null;
  readonly attachments: readonly MessageFile[];
  /** What both sides are to be warned of: see `warningText`. */
  readonly warnings: readonly ChatWarning[];
  /** Its place in the conversation, from 1. */
  readonly number: number;
  /** The number of its latest change in the conversation: without gaps, so that nothing is missed. */
  readonly change_number: number;
  readonly edited_at: string | null;
  readonly deleted_at: string | null;
}

/** That somebody has read a conversation up to a message. */
export interface ConversationReading {
  readonly conversation_id: string;
  readonly user_id: string;
  readonly message_id: string;
  readonly number: number;
  readonly read_at: string;
}

/** What happens live in a conversation. */
export interface ConversationHandlers {
  onMessage(message: Message): void;
  /** A message was edited or deleted. */
  onChange?(message: Message): void;
  onReading?(reading: ConversationReading): void;
  /** Somebody came or left: ask `listParticipants` again. */
  onParticipants?(): void;
}

/** What a conversation is about. */
export type ConversationSubject =
  | { readonly listingId: string }
  | { readonly viewingId: string }
  | { readonly applicationId: string }
  | { readonly tenancyId: string }
  | { readonly saleId: string };

const messageColumns =
  "id, conversation_id, sender_id, client_id, body, created_at, reply_to_id, attachments, warnings, number, change_number, edited_at, deleted_at";

/**
 * Opens the conversation on a published listing, a viewing, a submitted application, a tenancy or a sale, by either side
 * that sees it, or returns the one there is. One about a tenancy or a sale belongs to all its parties.
 */
export async function openConversation(
  estate: Estate,
  subject: ConversationSubject,
): Promise<Conversation> {
  const [[name, id]] = Object.entries(subject) as [[string, string]];
  return dataOf(
    await estate.rpc("open_conversation", { [name.replace("Id", "_id")]: id }),
  );
}

/**
 * Says something; the same `clientId` again, within three days, says nothing twice: reuse it when an answer got lost.
 * `replyTo` is a message of the conversation, `files` are those that `addMessageFile` made. Returns the message as it was
 * said, with what both sides are warned of in it.
 * @throws {EstateError} conversation.not_found, conversation.blocked and what else docs/problems says
 */
export async function sendMessage(
  estate: Estate,
  conversation: Pick<Conversation, "id">,
  body: string,
  clientId: string = crypto.randomUUID(),
  more: { replyTo?: string; files?: readonly Pick<MessageFile, "id">[] } = {},
): Promise<Message> {
  return dataAs<Message>(
    await estate.rpc("send_message", {
      conversation_id: conversation.id,
      body,
      client_id: clientId,
      ...given({ reply_to_id: more.replyTo, file_ids: more.files?.map((file) => file.id) }),
    }),
  );
}

/** Edits what you said, within fifteen minutes. Everyone sees that it was edited. */
export async function editMessage(
  estate: Estate,
  messageId: string,
  body: string,
): Promise<Message> {
  return dataAs<Message>(await estate.rpc("edit_message", { message_id: messageId, body }));
}

/** Deletes what you said, within a day: a mark stays in its place. */
export async function deleteMessage(estate: Estate, messageId: string): Promise<Message> {
  return dataAs<Message>(await estate.rpc("delete_message", { message_id: messageId }));
}

/** What stood in a message before it was edited, oldest first. */
export function messageHistory(
  estate: Estate,
  messageId: string,
): Promise<Functions["message_history"]["Returns"]> {
  return read(estate, "message_history", { message_id: messageId });
}

/** The newest `limit` messages, oldest first; `before` is the oldest one that you have. */
export async function listMessages(
  estate: Estate,
  conversationId: string,
  limit = 50,
  before?: string,
): Promise<Message[]> {
  const page = estate.from("messages").select(messageColumns)
    .eq("conversation_id", conversationId).order("id", { ascending: false }).limit(limit);
  return dataAs<Message[]>(await (before === undefined ? page : page.lt("id", before))).reverse();
}

/**
 * What changed in a conversation after a change that you know: messages that were said, edited or deleted since, each as
 * it is now, in order. Ask again with the last one's `change_number` until nothing comes: nothing is missed, though people
 * write meanwhile.
 */
export async function listChanges(
  estate: Estate,
  conversationId: string,
  afterChange: number,
  limit = 100,
): Promise<Message[]> {
  return dataAs<Message[]>(
    await estate.from("messages").select(messageColumns)
      .eq("conversation_id", conversationId).gt("change_number", afterChange)
      .order("change_number").limit(limit),
  );
}

/** Your conversations, newest first, with how many messages wait; `before` is the last one of the page before. */
export function listConversations(
  estate: Estate,
  options: {
    unreadOnly?: boolean;
    before?: { last_message_at: string; id: string };
    limit?: number;
  } = {},
): Promise<Functions["my_conversations"]["Returns"]> {
  return read(
    estate,
    "my_conversations",
    given({
      unread_only: options.unreadOnly,
      before_at: options.before?.last_message_at,
      before_id: options.before?.id,
      most: options.limit,
    }),
  );
}

/** How many messages you have not read, by conversation. */
export async function countUnread(estate: Estate): Promise<Map<string, number>> {
  const rows = await readAs<Functions["my_unread"]["Returns"]>(estate, "my_unread", {});
  return new Map(rows.map((row) => [row.conversation_id, row.unread]));
}

/** Says that you have read a conversation up to a message; the others see it. Safe to repeat, and never goes back. */
export async function readConversation(
  estate: Estate,
  conversationId: string,
  messageId: string,
): Promise<void> {
  dataOf(
    await estate.rpc("read_conversation", {
      conversation_id: conversationId,
      message_id: messageId,
    }),
  );
}

/** How far each person has read. */
export async function listReadings(
  estate: Estate,
  conversationId: string,
): Promise<ConversationReading[]> {
  return dataOf(
    await estate.from("conversation_reads")
      .select("conversation_id, user_id, message_id, number, read_at")
      .eq("conversation_id", conversationId),
  );
}

/** Finds words in your conversations, or in one of them, newest first; `before` is the last one of the page before. */
export function searchMessages(
  estate: Estate,
  words: string,
  options: { conversationId?: string; before?: string; limit?: number } = {},
): Promise<Functions["search_messages"]["Returns"]> {
  return readAs(estate, "search_messages", {
    words,
    in_conversation: options.conversationId,
    before_id: options.before,
    most: options.limit,
  });
}

/**
 * Follows a conversation live; returns a function that leaves it. What is missed while a connection is down it does not
 * tell: `followConversation` does.
 * @throws {EstateError} realtime.refused for whoever takes no part in it
 */
export async function joinConversation(
  estate: Estate,
  conversationId: string,
  handlers: ConversationHandlers,
): Promise<() => Promise<void>> {
  const channel = await joinPrivateChannel(
    estate,
    `conversation:${conversationId}`,
    (joining) =>
      joining
        .on("broadcast", { event: "message_created" }, ({ payload }) => {
          handlers.onMessage(payload as Message);
        })
        .on("broadcast", { event: "message_changed" }, ({ payload }) => {
          handlers.onChange?.(payload as Message);
        })
        .on("broadcast", { event: "conversation_read" }, ({ payload }) => {
          handlers.onReading?.(payload as ConversationReading);
        })
        .on("broadcast", { event: "participants_changed" }, () => handlers.onParticipants?.()),
  );
  return async () => {
    await estate.removeChannel(channel);
  };
}
