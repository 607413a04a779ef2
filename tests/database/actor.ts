/** Acting as somebody in a transaction, as the API does: a role and the claims of a token. */
import type { Database, Queryable } from "../../local/supabase/database/database.ts";

/**
 * Somebody who calls: a signed-in user by id, a visitor, or our own workers. People bring a second factor, as whoever
 * sends money and whoever is on the staff must; `aal` says otherwise, and null brings a token that says nothing of it.
 * `amr`: how and when they signed in, as the token says it: a moment ago; null brings a token that says nothing of it.
 */
export type Actor =
  | { readonly user: string; readonly aal?: string | null; readonly amr?: unknown }
  | "visitor"
  | "service";

/** Becomes `actor` until the transaction ends. */
export async function become(tx: Queryable, actor: Actor): Promise<void> {
  const role = actor === "visitor"
    ? "anon"
    : actor === "service"
    ? "service_role"
    : "authenticated";
  const claims = typeof actor === "string" ? { role } : {
    role,
    sub: actor.user,
    ...(actor.aal === null ? {} : { aal: actor.aal ?? "aal2" }),
    ...(actor.amr === null ? {} : {
      amr: actor.amr ?? [{ method: "password", timestamp: Math.floor(Date.now() / 1000) }],
    }),
  };
  await tx.query(
    "select set_config('role', $1, true), set_config('request.jwt.claims', $2, true)",
    [role, JSON.stringify(claims)],
  );
}

/** Runs one statement as `actor` in a transaction of its own and returns its rows. */
export function as<Row = Record<string, unknown>>(
  database: Database,
  actor: Actor,
  sql: string,
  parameters: readonly unknown[] = [],
): Promise<Row[]> {
  return database.transaction(async (tx) => {
    await become(tx, actor);
    return await tx.query<Row>(sql, parameters);
  });
}

/** Runs one statement as `actor` that gives a row with an id, and returns the id. */
export async function idFrom(
  database: Database,
  actor: Actor,
  sql: string,
  parameters: readonly unknown[],
): Promise<string> {
  const [row] = await as<{ id: string }>(database, actor, sql, parameters);
  if (row === undefined) throw new Error(`Expected a row from: ${sql}`);
  return row.id;
}

/** The SQLSTATE and problem code with which `work` is refused; fails when it is not. */
export async function refusal(
  work: Promise<unknown>,
): Promise<{ code: string; hint: string; message: string; detail: string }> {
  try {
    await work;
  } catch (error) {
    const { code, hint, message, detail } = error as Record<string, string>;
    return { code: code ?? "", hint: hint ?? "", message: message ?? "", detail: detail ?? "" };
  }
  throw new Error("Expected a refusal, but it went through");
}

/** Status, code and named field of a refusal. */
export async function problem(
  work: Promise<unknown>,
): Promise<[string, string, string | undefined]> {
  const refused = await refusal(work);
  return [
    refused.code,
    refused.hint,
    refused.detail === "" ? undefined : JSON.parse(refused.detail).field,
  ];
}
