/** Changing the number or address of an account: Auth sends a code there, which proves it. */
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

/** Has a code sent. @throws {EstateError} */
export async function changeContact(contact: Contact): Promise<void> {
  const { auth } = await estate();
  const { error } = await auth.updateUser(contact);
  refuse(error);
}

/** Brings the code. False: the letter at the present address must be answered too. @throws {EstateError} */
export async function proveContact(contact: Contact, typed: string): Promise<boolean> {
  const { auth } = await estate();
  const token = typed.replaceAll(/\D/g, "");
  const { data, error } = await auth.verifyOtp(
    "phone" in contact
      ? { phone: contact.phone, token, type: "phone_change" }
      : { email: contact.email, token, type: "email_change" },
  );
  refuse(error);
  return data.session !== null;
}
