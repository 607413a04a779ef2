import type { Estate } from "../ground/client.ts";
import { dataOf, EstateError } from "../ground/estate_error.ts";
import type { Database } from "../generated/database.types.ts";

/** By what a message leaves the platform. */
export type MessageChannel = Database["public"]["Enums"]["message_channel"];
/** Not at all, with the day's other news in one e-mail, or by itself. */
export type MessageMode = Database["public"]["Enums"]["message_mode"];
/** How a kind of news goes to you by a channel, and whether you may have less of it. */
export interface NotificationSetting {
  kind: string;
  topic: string;
  about: string;
  is_refusable: boolean;
  channel: MessageChannel;
  by_default: MessageMode;
  mode: MessageMode;
}
/** When you want to be left alone, and when you read the day's news, in hours of Nigeria. */
export type MessageHours = Pick<
  Database["public"]["Tables"]["message_hours"]["Row"],
  "quiet_from" | "quiet_until" | "digest_at"
>;

/** How each kind of news goes to you by each channel, in order of topic and kind. */
export async function listNotificationSettings(estate: Estate): Promise<NotificationSetting[]> {
  const answer = await estate.from("my_notification_settings")
    .select("kind, topic, about, is_refusable, channel, by_default, mode")
    .order("topic").order("kind").order("channel");
  return dataOf(answer) as NotificationSetting[];
}

/**
 * Chooses how a kind of news goes to you by a channel; without `mode`, as by default again.
 * @throws {EstateError} notification.not_refusable for what you must be told, notification.not_daily,
 * notification.unknown_kind
 */
export async function setNotificationPreference(
  estate: Estate,
  kind: string,
  channel: MessageChannel,
  mode?: MessageMode,
): Promise<void> {
  dataOf(
    await estate.rpc("set_notification_preference", {
      kind,
      channel,
      ...mode === undefined ? {} : { mode },
    }),
  );
}

/**
 * The same for several kinds at once, such as all of a topic: for all of them or, where one is refused, for none.
 * @throws {EstateError} as setNotificationPreference
 */
export async function setNotificationPreferences(
  estate: Estate,
  kinds: readonly string[],
  channel: MessageChannel,
  mode?: MessageMode,
): Promise<void> {
  dataOf(
    await estate.rpc("set_notification_preferences" as "set_notification_preference", {
      kinds,
      channel,
      ...mode === undefined ? {} : { mode },
    } as never),
  );
}

/** Your hours; undefined while those of the platform are yours. */
export async function readMessageHours(estate: Estate): Promise<MessageHours | undefined> {
  const answer = await estate.from("message_hours").select("quiet_from, quiet_until, digest_at");
  return dataOf(answer)[0];
}

/**
 * Sets your hours: from when until when nothing comes that is not urgent (left out: it may come at any hour), and at
 * which hour the day's news do.
 * @throws {EstateError} notification.bad_hours
 */
export async function setMessageHours(
  estate: Estate,
  hours: { quietFrom?: number; quietUntil?: number; digestAt?: number },
): Promise<MessageHours> {
  const { quietFrom, quietUntil, digestAt } = hours;
  return dataOf(
    await estate.rpc("set_message_hours", {
      ...quietFrom === undefined ? {} : { quiet_from: quietFrom },
      ...quietUntil === undefined ? {} : { quiet_until: quietUntil },
      ...digestAt === undefined ? {} : { digest_at: digestAt },
    }),
  );
}

/** Chooses the language of what is sent to you, as profiles have it. */
export async function setMessageLanguage(
  estate: Estate,
  language: Database["public"]["Enums"]["locale"],
): Promise<void> {
  const { data } = await estate.auth.getSession();
  if (data.session === null) {
    throw new EstateError("Sign in first", "auth.forbidden", 401);
  }
  dataOf(
    await estate.from("profiles").update({ locale: language }).eq("id", data.session.user.id),
  );
}
