import type { Estate } from "../ground/client.ts";
import { dataOf } from "../ground/estate_error.ts";
import type { Database } from "../generated/database.types.ts";
import { joinPrivateChannel } from "../ground/private_channel.ts";

/** A talk between a person and an organization. */
export type Conversation = Database["public"]["Tables"]["conversations"]["Row"];
/** Something said. */
export type Message = Pick<
  Database["public"]["Tables"]["messages"]["Row"],
  "id" | "conversation_id" | "sender_id" | "client_id" | "body" | "created_at"
>;

/** What happens live in a conversation. */
export interface ConversationHandlers {
  onMessage(message: Message): void;
}

/** Opens your conversation on a published listing or a tenancy of yours, or returns the one there is. */
export async function openConversation(
  estate: Estate,
  subject: { listingId: string } | { tenancyId: string },
): Promise<Conversation> {
  const parameters = "listingId" in subject
    ? { listing_id: subject.listingId }
    : { tenancy_id: subject.tenancyId };
  return dataOf(await estate.rpc("open_conversation", parameters));
}

/** Says something. The same `clientId` again, within three days, says nothing twice: reuse it when an answer got lost. */
export async function sendMessage(
  estate: Estate,
  conversation: Pick<Conversation, "id" | "org_id">,
  body: string,
  clientId: string = crypto.randomUUID(),
): Promise<void> {
  const answer = await estate.from("messages").insert({
    org_id: conversation.org_id,
    conversation_id: conversation.id,
    client_id: clientId,
    body,
  });
  if (answer.error?.code === "23505") return;
  dataOf(answer);
}

/** The newest `limit` messages, oldest first. */
export async function listMessages(
  estate: Estate,
  conversationId: string,
  limit = 50,
): Promise<Message[]> {
  const answer = await estate.from("messages")
    .select("id, conversation_id, sender_id, client_id, body, created_at")
    .eq("conversation_id", conversationId).order("id", { ascending: false }).limit(limit);
  return dataOf(answer).reverse();
}

/**
 * Follows a conversation live; returns a function that leaves it.
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
      joining.on(
        "broadcast",
        { event: "message_created" },
        ({ payload }) => handlers.onMessage(payload as Message),
      ),
  );
  return async () => {
    await estate.removeChannel(channel);
  };
}
