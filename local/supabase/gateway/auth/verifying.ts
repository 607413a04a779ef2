/** Takes a code or the hash that a link carries: once, in time, and not after too many wrong ones. */
import { createIsolateLimiter } from "../../../../supabase/functions/_shared/isolate_limit.ts";
import type { Database } from "../../database/database.ts";
import type { ProjectConfig } from "../../../settings.ts";
import { codeHash, sameHash } from "./code.ts";
import { type Account, type CodeColumn, columnsOfType, findAccount } from "./code_table.ts";
import { AuthRefusal } from "./hook_call.ts";

/** What a person brings. */
export interface Given {
  readonly type: string;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  readonly token?: string | undefined;
  readonly tokenHash?: string | undefined;
}

/** What verifying needs. */
export interface VerifyingOptions {
  readonly database: Database;
  readonly auth: ProjectConfig["auth"];
}

/** Seconds that a code by SMS holds; the project's dashboard says it of Supabase's, and no setting of config.toml does. */
const phoneCodeSeconds = 600;

/**
 * Wrong codes for one recipient in the life of one. Supabase counts by the network address of who asks
 * (auth.rate_limit.token_verifications), and everybody who asks this stack has the same.
 */
const mostTries = 10;

/** Verifies codes. */
export interface CodeVerifier {
  /**
   * Uses a code up and confirms what it proves. Returns the account that is signed in by it, or undefined when the other
   * address must confirm too.
   * @throws {AuthRefusal} otp_expired, whatever is wrong with it, or over_request_rate_limit
   */
  verify(given: Given): Promise<string | undefined>;
}

/** Creates it. */
export function createCodeVerifier({ database, auth }: VerifyingOptions): CodeVerifier {
  const tries = createIsolateLimiter({
    name: "auth.verify",
    capacity: mostTries,
    refillPerSecond: mostTries / phoneCodeSeconds,
  });
  const count = (recipient: string) => {
    try {
      tries.enforce(recipient);
    } catch {
      throw new AuthRefusal(429, "over_request_rate_limit", "Request rate limit reached");
    }
  };

  /** The account and the column whose code was brought. */
  const find = async (given: Given): Promise<[Account, CodeColumn, string] | undefined> => {
    const columns = columnsOfType[given.type] ?? [];
    const life = /^(sms|phone_change)$/.test(given.type) ? phoneCodeSeconds : auth.email.otp_expiry;
    const among = (
      account: Account | undefined,
      hash: string,
    ): [Account, CodeColumn, string] | undefined => {
      const column = columns.find(({ token }) => sameHash(account?.codes[token]?.hash ?? "", hash));
      const sent = column === undefined ? undefined : account?.codes[column.token];
      return account !== undefined && column !== undefined && sent !== undefined && sent.age <= life
        ? [account, column, hash]
        : undefined;
    };
    const { tokenHash, token, email, phone } = given;
    if (tokenHash !== undefined) {
      const either = columns.map(({ token: name }) => `u.${name} = $1`).join(" or ");
      if (either === "" || tokenHash === "") return undefined;
      return among(await findAccount(database, either, [tokenHash]), tokenHash);
    }
    const recipient = email ?? phone;
    if (recipient === undefined || token === undefined) return undefined;
    count(recipient);
    const condition = given.type === "phone_change"
      ? "u.phone_change = $1"
      : given.type === "sms"
      ? "u.phone = $1"
      : given.type === "email_change"
      ? "u.email = $1 or u.email_change = $1"
      : "u.email = $1";
    const account = await findAccount(database, condition, [recipient]);
    return among(account, codeHash(recipient, token));
  };

  return {
    async verify(given) {
      const found = await find(given);
      if (found === undefined) throw expired();
      const [account, { token }, hash] = found;
      // Whoever comes second finds it gone.
      const used = await database.query<{ status: number }>(
        `update auth.users set ${token} = '',
           email_change_confirm_status = email_change_confirm_status + $3::integer
         where id = $1 and ${token} = $2 returning email_change_confirm_status as status`,
        [account.id, hash, given.type === "email_change" ? 1 : 0],
      );
      const [turn] = used;
      if (turn === undefined) throw expired();
      if (given.type === "email_change") {
        const isDouble = auth.email.double_confirm_changes && account.email !== null;
        if (isDouble && turn.status < 2) return undefined;
        await changeEmail(database, account.id);
      } else await confirm(database, account.id, given.type);
      return account.id;
    },
  };
}

const expired = () => new AuthRefusal(403, "otp_expired", "Token has expired or is invalid");

async function confirm(database: Database, id: string, type: string): Promise<void> {
  if (type === "sms") {
    await database.query(
      "update auth.users set phone_confirmed_at = coalesce(phone_confirmed_at, now()) where id = $1",
      [id],
    );
    return;
  }
  if (type === "phone_change") {
    await database.query(
      `update auth.users set phone = phone_change, phone_confirmed_at = now(), phone_change = ''
       where id = $1`,
      [id],
    );
    return;
  }
  await database.query(
    `update auth.users set email_confirmed_at = coalesce(email_confirmed_at, now()),
       raw_user_meta_data = coalesce(raw_user_meta_data, '{}') || '{"email_verified": true}' where id = $1`,
    [id],
  );
}

async function changeEmail(database: Database, id: string): Promise<void> {
  await database.transaction(async (tx) => {
    await tx.query(
      `update auth.identities as identity
       set identity_data = identity_data || jsonb_build_object('email', u.email_change, 'email_verified', true)
       from auth.users as u where u.id = $1 and identity.user_id = u.id and identity.provider = 'email'`,
      [id],
    );
    await tx.query(
      `update auth.users set email = email_change, email_confirmed_at = now(), email_change = '',
         email_change_token_current = '', email_change_token_new = '', email_change_confirm_status = 0
       where id = $1`,
      [id],
    );
  });
}
