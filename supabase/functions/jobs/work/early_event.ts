/** An event may be faster than the provider's own answer: for some minutes it comes again. */
import type { ClaimedEvent } from "./provider_events.ts";

/** Whether the provider, which knows nothing of what the event is about, may know it soon. */
export function mayBeEarly({ attempt }: ClaimedEvent): boolean {
  return attempt < 4;
}
