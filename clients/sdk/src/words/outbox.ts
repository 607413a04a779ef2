/** What waits to be sent: kept where the app says, so that nothing that somebody wrote is lost with the page. */
import { EstateError } from "../ground/estate_error.ts";
import type { MessageFile } from "./message_files.ts";

/** A message that was written and has not been said yet, as the server knows. */
export interface Outgoing {
  /** The message's own id, which makes sending it again harmless. */
  readonly clientId: string;
  readonly conversationId: string;
  readonly body: string;
  readonly replyTo?: string;
  readonly files?: readonly MessageFile[];
  /** When it was written, in milliseconds since 1970: the order in which it is sent. */
  readonly writtenAt: number;
}

/** Where outgoing messages are kept: over IndexedDB, a file, whatever the app has. */
export interface OutboxStore {
  /** What waits in a conversation. */
  load(conversationId: string): Promise<readonly Outgoing[]>;
  /** Keeps a message; one with the same `clientId` takes the place of what was kept. */
  save(message: Outgoing): Promise<void>;
  /** Forgets a message that was said or given up. */
  remove(clientId: string): Promise<void>;
}

/** Whether a message that failed so would fail again; otherwise a later try may get through. */
export function isRefusal(error: unknown): error is EstateError {
  return error instanceof EstateError && error.status >= 400 && error.status < 500 &&
    ![401, 408, 429].includes(error.status);
}

/** A store in memory: what waits is lost with the page. */
export function memoryOutbox(): OutboxStore {
  const kept = new Map<string, Outgoing>();
  return {
    load: (conversationId) =>
      Promise.resolve([...kept.values()].filter((it) => it.conversationId === conversationId)),
    save: (message) => {
      kept.set(message.clientId, message);
      return Promise.resolve();
    },
    remove: (clientId) => {
      kept.delete(clientId);
      return Promise.resolve();
    },
  };
}
