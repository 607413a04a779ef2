/**
 * Asks the policies on realtime.messages what a caller may do on a private topic, by trying it: a
 * row is read or inserted under the caller's role and claims in a transaction that never commits.
 */
import type { Database, Queryable } from "../database/database.ts";
import type { Access } from "./access.ts";

/** What a right is about. */
export type Extension = "broadcast" | "presence";

/** The settings a policy can look at. */
export interface Caller {
  readonly access: Access;
  /** Topic without the prefix `realtime:`. */
  readonly topic: string;
  /** What `request.headers` shows to policies; names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Which of `extensions` the caller may read on the topic. @throws when a policy fails */
export function readableExtensions(
  database: Database,
  caller: Caller,
  extensions: readonly Extension[],
): Promise<ReadonlySet<Extension>> {
  return rolledBack(database, async (tx) => {
    const probes = new Map(
      extensions.map((extension) => [crypto.randomUUID() as string, extension]),
    );
    for (const [id, extension] of probes) {
      await tx.query(
        "insert into realtime.messages (id, topic, extension) values ($1::text::uuid, $2::text, $3::text)",
        [id, caller.topic, extension],
      );
    }
    await assume(tx, caller);
    const rows = await tx.query<{ id: string }>(
      `select id::text as id from realtime.messages where id in (
         select value::uuid from jsonb_array_elements_text($1::text::jsonb))`,
      [JSON.stringify([...probes.keys()])],
    );
    return new Set(rows.flatMap(({ id }) => probes.get(id) ?? []));
  });
}

/** Whether the caller may send `extension` on the topic. @throws when a policy fails */
export async function mayWrite(
  database: Database,
  caller: Caller,
  extension: Extension,
): Promise<boolean> {
  try {
    return await rolledBack(database, async (tx) => {
      await assume(tx, caller);
      // Without RETURNING, so that no select policy is needed.
      await tx.query(
        "insert into realtime.messages (topic, extension) values ($1::text, $2::text)",
        [
          caller.topic,
          extension,
        ],
      );
      return true;
    });
  } catch (error) {
    if (sqlState(error) === insufficientPrivilege) return false;
    throw error;
  }
}

/** Puts on the caller's role, claims, topic and headers until the transaction ends. */
export async function assume(tx: Queryable, caller: Caller): Promise<void> {
  const { role, claims } = caller.access;
  const settings = {
    "realtime.topic": caller.topic,
    "request.jwt.claims": JSON.stringify(claims),
    "request.jwt.claim.sub": typeof claims["sub"] === "string" ? claims["sub"] : "",
    "request.jwt.claim.role": role,
    "request.headers": JSON.stringify(caller.headers),
    role,
  };
  await tx.query(
    `select set_config(key, value, true) from jsonb_each_text($1::text::jsonb)`,
    [JSON.stringify(settings)],
  );
}

/** Runs `work` in a transaction that is rolled back whatever it does; returns what it returned. */
export async function rolledBack<Result>(
  database: Database,
  work: (tx: Queryable) => Promise<Result>,
): Promise<Result> {
  const results: Result[] = [];
  try {
    await database.transaction(async (tx) => {
      results.push(await work(tx));
      throw new Error("Rolled back on purpose");
    });
  } catch (error) {
    if (results.length === 0) throw error;
  }
  return results[0]!;
}

const insufficientPrivilege = "42501";

/** The SQLSTATE of a database error; undefined when it is another failure, such as a lost connection. */
export function sqlState(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("code" in error)) return undefined;
  return typeof error.code === "string" && /^[0-9A-Z]{5}$/.test(error.code)
    ? error.code
    : undefined;
}
