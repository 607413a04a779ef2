/** How news goes by a channel, and what a choice for a whole topic changes. */
import type { MessageChannel, MessageMode, NotificationSetting } from "@estate/sdk";

/** What of a setting decides. */
export type ModeFacts = Pick<
  NotificationSetting,
  "kind" | "channel" | "mode" | "by_default" | "is_refusable"
>;

const modes = ["off", "daily", "at_once"] as const satisfies readonly MessageMode[];
const rank = (mode: MessageMode) => modes.indexOf(mode);

/** What may be chosen: less than by default only of what may be refused; the day's news hold no SMS, and not themselves. */
export function modesFor(setting: ModeFacts): readonly MessageMode[] {
  return modes.filter((mode) =>
    (mode !== "daily" || (setting.channel === "email" && setting.kind !== "daily_digest")) &&
    (setting.is_refusable || rank(mode) >= rank(setting.by_default))
  );
}

/** What may be chosen for several at once: what at least one of them may have. */
export function modesForAll(settings: readonly ModeFacts[]): readonly MessageMode[] {
  return modes.filter((mode) => settings.some((it) => modesFor(it).includes(mode)));
}

/** The one mode of all that can be chosen, else "mixed". */
export function modeOfAll(settings: readonly ModeFacts[]): MessageMode | "mixed" {
  const free = settings.filter((it) => modesFor(it).length > 1);
  const [first, ...rest] = new Set((free.length > 0 ? free : settings).map((it) => it.mode));
  return first !== undefined && rest.length === 0 ? first : "mixed";
}

/** What a choice for all of them changes: what may not have it stays as it is. */
export function changesTo(
  settings: readonly ModeFacts[],
  mode: MessageMode,
): readonly { readonly kind: string; readonly channel: MessageChannel }[] {
  return settings.filter((it) => it.mode !== mode && modesFor(it).includes(mode));
}
