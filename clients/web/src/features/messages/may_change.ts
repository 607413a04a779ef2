/** How long one may change what one said. The project refuses the rest; this only spares the button. */
import type { Message } from "@estate/sdk";

type Of = Pick<Message, "sender_id" | "body" | "created_at">;

const within = (message: Of, me: string, ms: number, now: number) =>
  message.sender_id === me && message.body !== null &&
  now - new Date(message.created_at).getTime() < ms;

/** For fifteen minutes, and everyone sees that it was edited. */
export const mayEdit = (message: Of, me: string, now = Date.now()): boolean =>
  within(message, me, 15 * 60_000, now);

/** For a day. */
export const mayDelete = (message: Of, me: string, now = Date.now()): boolean =>
  within(message, me, 86_400_000, now);
