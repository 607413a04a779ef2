/** Works through what NOTIFY announces, one batch after another, in commit order. */
import type { Database } from "../database/database.ts";

/** A running queue. */
export interface NotificationQueue {
  /** Stops listening and waits for the batch under way. */
  stop(): Promise<void>;
}

/**
 * Listens on `channel` and passes the payloads to `handle`, as many as have come in meanwhile. A
 * batch that throws goes to `failed` and is given up; the next ones are handled all the same.
 */
export async function startNotificationQueue(
  database: Database,
  channel: string,
  handle: (payloads: string[]) => Promise<void>,
  failed: (error: unknown) => void,
): Promise<NotificationQueue> {
  let waiting: string[] = [];
  let working: Promise<void> | undefined;
  let stopped = false;

  const drain = async () => {
    while (waiting.length > 0 && !stopped) {
      const batch = waiting.splice(0, largestBatch);
      await handle(batch).catch(failed);
    }
    working = undefined;
  };
  const unlisten = await database.listen(channel, (payload) => {
    if (stopped) return;
    waiting.push(payload);
    working ??= drain();
  });
  return {
    async stop() {
      stopped = true;
      waiting = [];
      try {
        await unlisten();
      } catch (error) {
        failed(error); // The connection is gone, and the listening with it.
      }
      await working;
    },
  };
}

const largestBatch = 500;
