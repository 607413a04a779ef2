import type { Estate } from "../ground/client.ts";
import { dataOf } from "../ground/estate_error.ts";
import type { Database } from "../generated/database.types.ts";
import { joinPrivateChannel } from "../ground/private_channel.ts";

/** Something that you should know of. */
export type Notification = Pick<
  Database["public"]["Tables"]["notifications"]["Row"],
  "id" | "kind" | "title" | "subject_id" | "payload" | "created_at"
>;

/** Something that you were told of, and when you saw it. */
export type ListedNotification = Notification & {
  readonly org_id: string | null;
  readonly read_at: string | null;
};

/** What you were told of, newest first; `beforeId` is the last one of the page before. */
export async function listNotifications(
  estate: Estate,
  page: { readonly beforeId?: string; readonly limit?: number } = {},
): Promise<ListedNotification[]> {
  let found = estate.from("notifications")
    .select("id, kind, title, subject_id, payload, created_at, org_id, read_at")
    .order("id", { ascending: false }).limit(page.limit ?? 30);
  if (page.beforeId !== undefined) found = found.lt("id", page.beforeId);
  return dataOf(await found);
}

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
 * counts `countUnread`. A lost connection is made again by itself; `onRejoined` is called then, for what came meanwhile
 * was not told: read it again.
 * @throws {EstateError} realtime.refused
 */
export async function followNotifications(
  estate: Estate,
  userId: string,
  onNotification: (notification: Notification) => void,
  onRejoined?: () => void,
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
    onRejoined,
  );
  return async () => {
    await estate.removeChannel(channel);
  };
}
