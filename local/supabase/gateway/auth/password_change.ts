/**
 * auth.email.secure_password_change, which @supabase/lite leaves out: in a session that is older than a day a new password needs
 * the code of GET /reauthenticate, as Auth's internal/api/user.go has it. A phone that somebody found cannot take the account over.
 */
import type { Database } from "../../database/database.ts";
import type { ProjectConfig } from "../../../settings.ts";
import { codeHash, sameHash } from "./code.ts";
import { findAccount } from "./code_table.ts";
import { AuthRefusal } from "./hook_call.ts";

/** How old a session may be whose owner is still known to be there. */
const recently = "24 hours";

/** Seconds that the code holds. */
const life = ({ email }: { email: string | null }, auth: ProjectConfig["auth"]) =>
  email === null ? 600 : auth.email.otp_expiry;

/**
 * Lets a change of the password pass, and uses up the code that it needed.
 * @throws {AuthRefusal} reauthentication_needed 400, reauthentication_not_valid 422
 */
export async function guardPasswordChange(
  { database, auth }: { readonly database: Database; readonly auth: ProjectConfig["auth"] },
  session: { readonly userId: string; readonly id: string },
  nonce: unknown,
): Promise<void> {
  if (!auth.email.secure_password_change) return;
  const recent = await database.query(
    "select from auth.sessions where id = $1 and created_at > now() - $2::interval",
    [session.id, recently],
  );
  if (recent.length > 0) return;
  if (typeof nonce !== "string" || nonce === "") {
    throw new AuthRefusal(
      400,
      "reauthentication_needed",
      "Password update requires reauthentication",
    );
  }
  const account = await findAccount(database, "u.id = $1", [session.userId]);
  const sent = account?.codes.reauthentication_token;
  const recipient = account?.email ?? account?.phone ?? "";
  if (
    account === undefined || sent === undefined || sent.age > life(account, auth) ||
    !sameHash(sent.hash, codeHash(recipient, nonce)) ||
    // Of two at once one goes on.
    (await database.query(
        "update auth.users set reauthentication_token = '' where id = $1 and reauthentication_token = $2 returning id",
        [account.id, sent.hash],
      )).length === 0
  ) {
    throw new AuthRefusal(
      422,
      "reauthentication_not_valid",
      "Nonce has expired or is invalid",
    );
  }
}
