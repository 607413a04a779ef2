/** Broadcast from the database: delivers what realtime.send and its kin committed. */
import type { Database } from "../database/database.ts";
import { type NotificationQueue, startNotificationQueue } from "./notification_queue.ts";
import type { Rooms } from "./rooms.ts";
import { reasonOf } from "./services.ts";
import { broadcastOf, deleteOldMessages, readMessages } from "./stored_messages.ts";

/** Starts delivering messages that commit from now on, in commit order. */
export async function startDatabaseFeed(
  database: Database,
  rooms: Rooms,
  log: (message: string) => void,
): Promise<NotificationQueue> {
  await deleteOldMessages(database);
  return await startNotificationQueue(
    database,
    "realtime_messages",
    async (payloads) => {
      // Any role may notify: a payload that is no id must not take its batch with it.
      const ids = payloads.filter((payload) => uuid.test(payload));
      for (const message of await readMessages(database, ids)) {
        rooms.find(message.topic, message.private)?.broadcast({ ...broadcastOf(message, false) });
      }
    },
    (error) => log(`Cannot deliver messages of the database: ${reasonOf(error)}`),
  );
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
