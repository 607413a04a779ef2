/** Where an announcement stands. */
import type { Announcement } from "@estate/sdk";

/** planned: not yet told. told: it holds. over: its time is past. withdrawn: taken back. */
export type AnnouncementState = "planned" | "told" | "over" | "withdrawn";

/** The state at an instant. */
export function stateOf(
  it: Pick<Announcement, "published_at" | "withdrawn_at" | "expires_at">,
  now = Date.now(),
): AnnouncementState {
  if (it.withdrawn_at !== null) return "withdrawn";
  if (it.published_at === null) return "planned";
  return it.expires_at !== null && new Date(it.expires_at).getTime() <= now ? "over" : "told";
}

/** An hour of a day in Lagos as an instant. */
export const atHour = (day: string, hour: string): Date => new Date(`${day}T${hour}:00:00+01:00`);
