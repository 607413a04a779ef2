/** What one is told, how and when. */
import { queryOptions } from "@tanstack/react-query";
import type { MessageChannel, MessageMode } from "@estate/sdk";
import type { Language } from "../../i18n/languages.ts";
import { estate } from "../../session/estate.ts";

const sdk = () => Promise.all([estate(), import("@estate/sdk")]);

/** Each kind of news by each channel. */
export const settingsQuery = () =>
  queryOptions({
    queryKey: ["notifications", "settings"],
    queryFn: async () => {
      const [client, { listNotificationSettings }] = await sdk();
      return await listNotificationSettings(client);
    },
  });

/** One's hours; null while those of the platform hold. */
export const hoursQuery = () =>
  queryOptions({
    queryKey: ["notifications", "hours"],
    queryFn: async () => {
      const [client, { readMessageHours }] = await sdk();
      return await readMessageHours(client) ?? null;
    },
  });

/** Chooses for several kinds by one channel, for all of them or none. @throws {EstateError} */
export async function choose(
  channel: MessageChannel,
  kinds: readonly string[],
  mode: MessageMode,
): Promise<void> {
  if (kinds.length === 0) return;
  const [client, { setNotificationPreferences }] = await sdk();
  await setNotificationPreferences(client, kinds, channel, mode);
}

/** Keeps hours. @throws {EstateError} */
export async function keepHours(
  hours: { quietFrom?: number; quietUntil?: number; digestAt?: number },
): Promise<void> {
  const [client, { setMessageHours }] = await sdk();
  await setMessageHours(client, hours);
}

/** Chooses the language of what is sent. @throws {EstateError} */
export async function speak(language: Language): Promise<void> {
  const [client, { setMessageLanguage }] = await sdk();
  await setMessageLanguage(client, language);
}
