/** Signing in: by a code to a phone or an e-mail address, or by a password. */
import { EstateError } from "@estate/sdk/catalogue";
import { estate } from "../../session/estate.ts";

/** Where a code goes. */
export type Contact = { readonly phone: string } | { readonly email: string };

interface AuthError {
  readonly message: string;
  readonly code?: string | undefined;
  readonly status?: number | undefined;
}

function refuse(error: AuthError | null): void {
  if (error === null) return;
  throw new EstateError(error.message, error.code ?? "auth.failed", error.status ?? 0);
}

/** What a person typed as number or address; undefined: it is neither. */
export function contactOf(typed: string): Contact | undefined {
  const text = typed.trim();
  if (/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(text)) return { email: text };
  const digits = text.replaceAll(/[\s().-]/g, "");
  if (/^0[789]\d{9}$/.test(digits)) return { phone: `+234${digits.slice(1)}` };
  if (/^\+?234[789]\d{9}$/.test(digits)) return { phone: `+${digits.replace("+", "")}` };
  return /^\+[1-9]\d{7,14}$/.test(digits) ? { phone: digits } : undefined;
}

/** Has a code sent; who has no account gets one with it. @throws {EstateError} */
export async function sendCode(contact: Contact): Promise<void> {
  const { auth } = await estate();
  const { error } = await auth.signInWithOtp({ ...contact, options: { shouldCreateUser: true } });
  refuse(error);
}

/** Signs in by the code. @throws {EstateError} */
export async function signInByCode(contact: Contact, typed: string): Promise<void> {
  const client = await estate();
  const token = typed.replaceAll(/\D/g, "");
  const { error } = await client.auth.verifyOtp(
    "phone" in contact
      ? { phone: contact.phone, token, type: "sms" }
      : { email: contact.email, token, type: "email" },
  );
  refuse(error);
  await client.realtime.setAuth();
}

/** Signs in by a password. @throws {EstateError} */
export async function signInByPassword(email: string, password: string): Promise<void> {
  const client = await estate();
  const { error } = await client.auth.signInWithPassword({ email, password });
  refuse(error);
  await client.realtime.setAuth();
}
