/** Where the codes of each purpose are kept: columns of auth.users, as Auth has them. */
import type { Database } from "../../database/database.ts";
import { userJson } from "./admin.ts";

/** What a code is for, in the words of Auth's API. */
export type Purpose =
  | "signup"
  | "invite"
  | "magiclink"
  | "recovery"
  | "reauthentication"
  | "sms"
  | "phone_change"
  | "email_change";

/** A column that holds the hash of a code, and the one that says when it was sent. */
export interface CodeColumn {
  readonly token:
    | "confirmation_token"
    | "recovery_token"
    | "reauthentication_token"
    | "phone_change_token"
    | "email_change_token_new"
    | "email_change_token_current";
  readonly sentAt:
    | "confirmation_sent_at"
    | "recovery_sent_at"
    | "reauthentication_sent_at"
    | "phone_change_sent_at"
    | "email_change_sent_at";
}

const confirmation = { token: "confirmation_token", sentAt: "confirmation_sent_at" } as const;
const recovery = { token: "recovery_token", sentAt: "recovery_sent_at" } as const;
const newAddress = { token: "email_change_token_new", sentAt: "email_change_sent_at" } as const;
const oldAddress = { token: "email_change_token_current", sentAt: "email_change_sent_at" } as const;
const phoneChange = { token: "phone_change_token", sentAt: "phone_change_sent_at" } as const;
const again = { token: "reauthentication_token", sentAt: "reauthentication_sent_at" } as const;

/** Where the code of a purpose is written; of a change of address both are. */
export const columnOf: Readonly<Record<Exclude<Purpose, "email_change">, CodeColumn>> = {
  signup: confirmation,
  invite: confirmation,
  magiclink: recovery,
  recovery,
  reauthentication: again,
  sms: confirmation,
  phone_change: phoneChange,
};

/** Where a code may be that a person brings with a type of Auth's verify. */
export const columnsOfType: Readonly<Record<string, readonly CodeColumn[]>> = {
  signup: [confirmation],
  invite: [confirmation],
  magiclink: [recovery],
  recovery: [recovery],
  email: [confirmation, recovery],
  email_change: [oldAddress, newAddress],
  sms: [confirmation],
  phone_change: [phoneChange],
};

/** An account, as far as codes are concerned. */
export interface Account {
  readonly id: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly email_change: string | null;
  readonly phone_change: string | null;
  readonly is_confirmed: boolean;
  /** As Auth tells it, in JSON. */
  readonly user: string;
  /** What is out, by its column: the hash, and how many seconds ago it was sent. */
  readonly codes: Readonly<Partial<Record<CodeColumn["token"], SentCode>>>;
}

/** A code that is out. */
export interface SentCode {
  readonly hash: string;
  readonly age: number;
}

const everyColumn = [confirmation, recovery, again, phoneChange, newAddress, oldAddress];

/** Finds an account by a condition over its row u. */
export async function findAccount(
  database: Database,
  condition: string,
  parameters: readonly unknown[],
): Promise<Account | undefined> {
  const codes = everyColumn.map(({ token, sentAt }) =>
    `'${token}', case when u.${token} <> '' then
       json_build_object('hash', u.${token}, 'age', extract(epoch from now() - u.${sentAt})) end`
  );
  const [found] = await database.query<Omit<Account, "codes"> & { codes: string }>(
    `select u.id, u.email, u.phone, nullif(u.email_change, '') as email_change,
       nullif(u.phone_change, '') as phone_change, u.confirmed_at is not null as is_confirmed, ${userJson},
       json_strip_nulls(json_build_object(${codes.join(", ")}))::text as codes
     from auth.users as u where u.deleted_at is null and (${condition}) limit 1`,
    parameters,
  );
  return found === undefined ? undefined : { ...found, codes: JSON.parse(found.codes) };
}
