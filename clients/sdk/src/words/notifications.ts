import type { Estate } from "../ground/client.ts";
import { dataOf } from "../ground/estate_error.ts";
import type { Database } from "../generated/database.types.ts";
import { joinPrivateChannel } from "../ground/private_channel.ts";

/** Something that you should know of. */
export type Notification = Pick<
  Database["public"]["Tables"]["notifications"]["Row"],
  "id" | "kind" | "title" | "subject_id" | "payload" | "created_at"
>;

/** Says that you have read these notifications of yours; returns how many of them you had not. */
export async function readNotifications(
  estate: Estate,
  notificationIds: readonly string[],
): Promise<number> {
  return dataOf(
    await estate.rpc("read_notifications", { notification_ids: [...notificationIds] }),
  );
}

/**
 * Follows your notifications live; returns a function that stops it. One with an id that you have says something else
 * now, such as that more than one message of a conversation waits: it takes the place of what it was. How many wait
 * counts `countUnread`.
 * @throws {EstateError} realtime.refused
 */
export async function followNotifications(
  estate: Estate,
  userId: string,
  onNotification: (notification: Notification) => void,
): Promise<() => Promise<void>> {
  const channel = await joinPrivateChannel(
    estate,
    `user:${userId}`,
    (joining) =>
      joining.on(
        "broadcast",
        { event: "notification_created" },
        ({ payload }) => onNotification(payload as Notification),
      ).on(
        "broadcast",
        { event: "notification_renewed" },
        ({ payload }) => onNotification(payload as Notification),
      ),
  );
  return async () => {
    await estate.removeChannel(channel);
  };
}
