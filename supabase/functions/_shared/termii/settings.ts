/** Settings of the Termii adapter. */
import { z } from "zod";

const senderId = z.string().regex(
  /^[A-Za-z0-9 -]{3,11}$/,
  "must be 3 to 11 letters, digits, spaces and hyphens",
);

/** Names and purposes of the variables. Without a key no SMS is sent. */
export const termiiSettings = z.object({
  TERMII_API_KEY: z.string().min(1).optional()
    .describe("Termii's key: sends SMS"),
  TERMII_BASE_URL: z.url().optional()
    .describe(
      "the account's own address, from Termii's dashboard; there is none for all",
    ),
  TERMII_SENDER_ID: senderId.optional()
    .describe("the approved name that people see as the sender"),
  TERMII_FALLBACK_SENDER_ID: senderId.optional()
    .describe("another approved name, taken when Termii refuses the first"),
  TERMII_CHANNEL: z.enum(["dnd", "generic"]).default("dnd")
    .describe(
      "the route of codes and of what concerns one person; generic does not reach everybody",
    ),
  TERMII_WEBHOOK_SECRET: z.string().min(16).optional()
    .describe("what signs Termii's delivery reports"),
  TERMII_WEBHOOK_SECRET_PREVIOUS: z.string().min(16).optional()
    .describe("the secret before it, accepted during a rotation"),
});

/** Settings as read. */
export type TermiiSettings = z.infer<typeof termiiSettings>;
