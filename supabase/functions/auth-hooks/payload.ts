/** What Auth hands over, as far as it is used; it says more, and may say more tomorrow. */
import { z } from "zod";
import { holdableText } from "../_shared/holdable_text.ts";

const short = holdableText(400);
const optional = short.nullish().transform((text) => text || undefined);

const user = z.object({
  id: z.uuid(),
  email: optional,
  new_email: optional,
  user_metadata: z.object({ locale: optional.catch(undefined) }).nullish().catch(undefined),
});
const metadata = z.object({ ip_address: optional }).nullish().catch(undefined);

/** The Send SMS hook's. */
export const smsPayload = z.object({
  user: user.extend({ phone: optional, new_phone: optional }),
  sms: z.object({ otp: z.string().regex(/^\d{4,10}$/), phone: optional }),
  metadata,
});

/** The Send E-mail hook's. */
export const emailPayload = z.object({
  user,
  email_data: z.object({
    email_action_type: holdableText(60),
    token: optional,
    token_hash: optional,
    token_new: optional,
    token_hash_new: optional,
    redirect_to: holdableText(4_000).nullish().transform((text) => text || undefined),
  }),
  metadata,
});

/** Read. */
export type SmsPayload = z.output<typeof smsPayload>;

/** Read. */
export type EmailPayload = z.output<typeof emailPayload>;

/** One letter that an e-mail hook asks for. */
export interface Letter {
  readonly to: string;
  /** The kind of message: public.notification_kinds. */
  readonly kind: string;
  readonly code: string | undefined;
  /** What the link carries; undefined where a code is typed and nothing else. */
  readonly tokenHash: string | undefined;
  /** What to call the link, in Auth's words. */
  readonly linkType: string;
  readonly newEmail?: string;
}

const kinds: Readonly<Record<string, string>> = {
  signup: "auth_confirm",
  invite: "auth_invite",
  magiclink: "auth_magic_link",
  email: "auth_magic_link",
  recovery: "auth_recovery",
};

/**
 * The letters of a hook: none for a type that nobody asked us to send, two for a change of address that both sides
 * confirm. Auth names the pairs of those crosswise: the current address gets `token` with `token_hash_new`, the new one
 * `token_new` with `token_hash`.
 */
export function lettersOf({ user, email_data: data }: EmailPayload): Letter[] {
  const { email_action_type: linkType, token, token_hash, token_new, token_hash_new } = data;
  const { email, new_email: newEmail } = user;
  if (linkType === "email_change") {
    if (newEmail === undefined) return [];
    const letter = { kind: "auth_email_change", linkType, newEmail };
    const isDouble = token_hash_new !== undefined && token_new !== undefined && email !== undefined;
    return isDouble
      ? [
        { ...letter, to: email, code: token, tokenHash: token_hash_new },
        { ...letter, to: newEmail, code: token_new, tokenHash: token_hash },
      ]
      : [{ ...letter, to: newEmail, code: token ?? token_new, tokenHash: token_hash }];
  }
  if (email === undefined) return [];
  if (linkType === "reauthentication") {
    return [{
      to: email,
      kind: "auth_reauthentication",
      code: token,
      tokenHash: undefined,
      linkType,
    }];
  }
  const kind = kinds[linkType];
  return kind === undefined
    ? []
    : [{ to: email, kind, code: token, tokenHash: token_hash, linkType }];
}
