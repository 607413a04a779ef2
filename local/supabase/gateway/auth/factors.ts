/** The second factors of accounts, as Auth's own tables have them, except that each secret is sealed always. */
import { createSealer } from "../../../../supabase/functions/_shared/sealed.ts";
import type { Queryable } from "../../database/database.ts";

/** A factor as its row has it. */
export interface FactorRow {
  readonly id: string;
  readonly user_id: string;
  readonly status: "unverified" | "verified";
  /** Sealed. */
  readonly secret: string;
}

const sealer = createSealer([{
  id: "local-mfa",
  // Known to everybody, like the other keys of a development stack: it shows that nothing lies there in clear.
  bytes: new TextEncoder().encode("estate-local-second-factor-seal!"),
}]);

const placeOf = (id: string) => `auth.mfa_factors/${id}`;

/** A secret as it is kept. */
export const sealSecret = (id: string, secret: string) => sealer.seal(secret, placeOf(id));

/** A secret as authenticator apps have it. */
export const openSecret = ({ id, secret }: FactorRow) => sealer.open(secret, placeOf(id));

/** In Auth's words, a factor of a row f of auth.mfa_factors. */
const factorJson = `json_strip_nulls(json_build_object(
  'id', f.id, 'friendly_name', f.friendly_name, 'factor_type', f.factor_type, 'status', f.status,
  'created_at', f.created_at, 'updated_at', f.updated_at, 'last_challenged_at', f.last_challenged_at))`;

/** The factors of an account as Auth tells them. */
export async function factorsOf(database: Queryable, userId: string): Promise<unknown[]> {
  const [found] = await database.query<{ factors: string }>(
    `select coalesce(json_agg(${factorJson} order by f.created_at, f.id), '[]')::text as factors
     from auth.mfa_factors as f where f.user_id = $1`,
    [userId],
  );
  return JSON.parse(found?.factors ?? "[]");
}

/** A factor of an account. */
export async function findFactor(
  database: Queryable,
  userId: string,
  id: string,
): Promise<FactorRow | undefined> {
  const [found] = await database.query<FactorRow>(
    "select id, user_id, status, secret from auth.mfa_factors where id = $1 and user_id = $2",
    [id, userId],
  );
  return found;
}

/** Adds a factor with a secret. @throws SQLSTATE 23505 where the account has one of that name */
export async function addFactor(
  database: Queryable,
  factor: {
    readonly id: string;
    readonly userId: string;
    readonly name: string | null;
    readonly secret: string;
    readonly status: FactorRow["status"];
  },
): Promise<void> {
  await database.query(
    `insert into auth.mfa_factors (id, user_id, friendly_name, factor_type, status, secret, created_at, updated_at)
     values ($1, $2, $3, 'totp', $4::text::auth.factor_status, $5, $6::timestamptz, $6::timestamptz)`,
    [
      factor.id,
      factor.userId,
      factor.name,
      factor.status,
      await sealSecret(factor.id, factor.secret),
      new Date().toISOString(),
    ],
  );
}

/** Takes a factor away; sessions that it raised are as without it from now on. */
export async function removeFactor(database: Queryable, userId: string, id: string): Promise<void> {
  await database.query(
    `delete from auth.mfa_amr_claims where authentication_method = 'totp'
       and session_id in (select id from auth.sessions where factor_id = $1 and user_id = $2)`,
    [id, userId],
  );
  await database.query(
    "update auth.sessions set aal = 'aal1', factor_id = null where factor_id = $1 and user_id = $2",
    [id, userId],
  );
  await database.query("delete from auth.mfa_factors where id = $1 and user_id = $2", [id, userId]);
}
