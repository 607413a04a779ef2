/** What somebody wrote and the project does not know yet: in IndexedDB, for each person apart, so that it outlives the tab. */
import type { OutboxStore, Outgoing } from "@estate/sdk";
import { createStore, del, set, values } from "idb-keyval";

/** An outbox that can be gone through. */
export interface PersonsOutbox extends OutboxStore {
  /** The conversations in which something waits. */
  conversations(): Promise<readonly string[]>;
}

/** The outbox of a person. What another wrote on this phone is not sent in their name. */
export function outboxOf(userId: string): PersonsOutbox {
  const store = createStore(`estate-outbox-${userId}`, "messages");
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
