/** What somebody wrote and the project does not know yet: in IndexedDB, for each person apart, so that it outlives the tab. */
import type { OutboxStore, Outgoing } from "@estate/sdk";
import { clear, createStore, del, set, values } from "idb-keyval";

const storeOf = (userId: string) => createStore(`estate-outbox-${userId}`, "messages");

/** An outbox that can be gone through. */
export interface PersonsOutbox extends OutboxStore {
  /** The conversations in which something waits. */
  conversations(): Promise<readonly string[]>;
}

/** The outbox of a person. What another wrote on this phone is not sent in their name. */
export function outboxOf(userId: string): PersonsOutbox {
  const store = storeOf(userId);
  return {
    conversations: async () => [
      ...new Set((await values<Outgoing>(store)).map((it) => it.conversationId)),
    ],
    load: async (conversationId) =>
      (await values<Outgoing>(store)).filter((it) => it.conversationId === conversationId),
    save: (message) => set(message.clientId, message, store),
    remove: (clientId) => del(clientId, store),
  };
}

/** Gives up all that a person wrote and did not get sent: when they sign out. */
export async function emptyOutbox(userId: string): Promise<void> {
  try {
    await clear(storeOf(userId));
  } catch { /* No store: nothing was kept. */ }
}
