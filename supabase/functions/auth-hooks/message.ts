/** What the database says of a message before it goes: whether it may, and in which words. One call, whatever the answer. */
import { deadline } from "@std/async/deadline";
import { senderOf } from "../_shared/client_address.ts";
import { hmacSha256Hex } from "../_shared/hmac.ts";
import type { AuthHooksDeps } from "./deps.ts";

/** A message that Auth wants sent. */
export interface AskedMessage {
  readonly hookId: string;
  readonly userId: string;
  readonly kind: string;
  readonly channel: "sms" | "email";
  readonly to: string;
  /** The address that asked Auth, as Auth tells it. */
  readonly askedFrom: string | undefined;
  /** In which language the person signed up, for who has no profile yet. */
  readonly language: string | undefined;
  readonly fields: Readonly<Record<string, string>>;
}

/** The answer. */
export type AuthMessage =
  | {
    readonly state: "go";
    readonly subject?: string;
    readonly text: string;
    readonly html?: string;
    readonly language: string;
  }
  /** It was asked for by the same call before. */
  | { readonly state: "repeated" }
  | { readonly state: "limited"; readonly retry_after_seconds: number };

const databaseMs = 2_000;

/** Asks. @throws what the database refused, or TimeoutError when it took too long */
export async function beginMessage(
  deps: Pick<AuthHooksDeps, "database" | "countKey">,
  asked: AskedMessage,
): Promise<AuthMessage> {
  const name = async (what: string) =>
    (await hmacSha256Hex(deps.countKey, new TextEncoder().encode(what))).slice(0, 32);
  const { to, channel, askedFrom } = asked;
  return await deadline(
    deps.database.call<AuthMessage>("begin_auth_message", {
      hook_id: asked.hookId,
      person: asked.userId,
      kind: asked.kind,
      channel,
      recipient: await name(to.toLowerCase()),
      // Ten thousand numbers in a row: who pumps SMS has them by the block.
      block: channel === "sms" ? to.slice(0, -4) : null,
      // One subscriber has all of a /64.
      sender: askedFrom === undefined ? null : await name(senderOf(askedFrom) ?? askedFrom),
      language: asked.language ?? null,
      fields: asked.fields,
    }),
    databaseMs,
  );
}
