/** The claims of a token that say how somebody signed in, which @supabase/lite leaves out: aal and amr. */
import { decodeJwt, type JWTPayload, SignJWT } from "jose";
import type { Queryable } from "../../database/database.ts";

/** Assures tokens. */
export interface Assurance {
  /** The token with the claims of its session; `method` is how the session was opened a moment ago. */
  assure(token: string, method?: string): Promise<string>;
  /** A token with these claims and those of its session. */
  issue(claims: JWTPayload): Promise<string>;
}

/** Creates it. */
export function createAssurance(database: Queryable, jwtSecret: string): Assurance {
  const key = new TextEncoder().encode(jwtSecret);
  const issue = async (claims: JWTPayload) => {
    const [session] = await database.query<{ aal: string; amr: string }>(
      `select coalesce(session.aal, 'aal1') as aal, coalesce((
         select json_agg(json_build_object(
           'method', claim.authentication_method, 'timestamp', extract(epoch from claim.updated_at)::bigint)
           order by claim.updated_at desc)
         from auth.mfa_amr_claims as claim where claim.session_id = session.id), '[]')::text as amr
       from auth.sessions as session where session.id = $1`,
      [claims["session_id"]],
    );
    return await new SignJWT({
      ...claims,
      aal: session?.aal ?? "aal1",
      amr: JSON.parse(session?.amr ?? "[]"),
    }).setProtectedHeader({ alg: "HS256", typ: "JWT" }).sign(key);
  };
  return {
    issue,
    async assure(token, method) {
      const claims = decodeJwt(token);
      if (method !== undefined) await noteMethod(database, String(claims["session_id"]), method);
      return await issue(claims);
    },
  };
}

/** Notes how a session was opened, or what it was raised by, at the database's time: it judges by it how fresh that is. */
export async function noteMethod(
  database: Queryable,
  sessionId: string,
  method: string,
): Promise<void> {
  await database.query(
    `insert into auth.mfa_amr_claims (id, session_id, authentication_method, created_at, updated_at)
     select gen_random_uuid(), id, $2, now(), now() from auth.sessions where id = $1
     on conflict (session_id, authentication_method) do update set updated_at = excluded.updated_at`,
    [sessionId, method],
  );
}
