/** Sends what waits in an outbox: conversation by conversation, each in the order of writing, one message at a time. */
import { isRefusal, type Outgoing } from "@estate/sdk";
import type { PersonsOutbox } from "../offline/outbox_store.ts";

/**
 * `say` may be called again for what was said before: the message's own id makes that harmless. A conversation ends at the first
 * message that cannot be said, so that none overtakes another; the next one goes on. False when another try may do more.
 */
export async function sendWaiting(
  outbox: PersonsOutbox,
  say: (message: Outgoing) => Promise<unknown>,
  goesOn: () => boolean,
): Promise<boolean> {
  let isDone = true;
  for (const conversation of await outbox.conversations()) {
    try {
      while (goesOn()) {
        // Read anew each time: what waits may have been given up meanwhile.
        const waiting = await outbox.load(conversation);
        const [next] = waiting.toSorted((one, other) => one.writtenAt - other.writtenAt);
        if (next === undefined) break;
        await say(next);
        await outbox.remove(next.clientId);
      }
    } catch (error) {
      // What is refused waits until its conversation is opened, which shows why.
      if (!isRefusal(error)) isDone = false;
    }
  }
  return isDone;
}
