/** The outbox goes out also where its conversation is not open: at the start, when the line is back, and on leaving a talk. */
import { sendMessage } from "@estate/sdk";
import { outboxOf } from "../offline/outbox_store.ts";
import { estate } from "../session/estate.ts";
import { signedInAs } from "../session/session.ts";
import { sendWaiting } from "./send_waiting.ts";

// One after the other: two at once would say the same twice, harmless but for the line.
let sending: Promise<unknown> = Promise.resolve();

/** Sends what `userId` wrote, as long as they are signed in; false when another try may do more. */
export function sendOutbox(userId: string): Promise<boolean> {
  const mine = sending.then(async () => {
    const client = await estate();
    return await sendWaiting(
      outboxOf(userId),
      (it) =>
        sendMessage(client, { id: it.conversationId }, it.body, it.clientId, {
          ...(it.replyTo === undefined ? {} : { replyTo: it.replyTo }),
          ...(it.files === undefined ? {} : { files: it.files }),
        }),
      () => signedInAs() === userId,
    );
  }).catch(() => false);
  sending = mine;
  return mine;
}

/** Sends now and each time the line comes back, until the returned function is called. */
export function followOutbox(userId: string): () => void {
  let over = false;
  let again: ReturnType<typeof setTimeout> | undefined;
  const send = async () => {
    const isDone = await sendOutbox(userId);
    clearTimeout(again);
    if (!isDone && !over) again = setTimeout(() => void send(), 60_000);
  };
  const onOnline = () => void send();
  addEventListener("online", onOnline);
  void send();
  return () => {
    over = true;
    clearTimeout(again);
    removeEventListener("online", onOnline);
  };
}
