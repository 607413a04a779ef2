/**
 * One way to reach the database for everything in `local/`, whatever engine is behind it.
 * PGlite has a single session, so every query and transaction on it waits its turn in one queue
 * (`serial_kysely.ts`); on PostgreSQL each transaction has a connection of its own from a pool.
 */
import { CompiledQuery, type Kysely } from "kysely";

/** What can be asked inside a transaction or outside one. */
export interface Queryable {
  /** Runs one statement with `$1`-style parameters and returns its rows. */
  query<Row = Record<string, unknown>>(
    sql: string,
    parameters?: readonly unknown[],
  ): Promise<Row[]>;
  /** Runs SQL text that may hold many statements, without parameters. */
  exec(sql: string): Promise<void>;
}

/** An open database. */
export interface Database extends Queryable {
  /** `pglite` is in this process; `postgres` is a server reached by `DATABASE_URL`. */
  readonly engine: "pglite" | "postgres";
  /** Runs `work` in one transaction: commits when it returns, rolls back when it throws. */
  transaction<Result>(work: (tx: Queryable) => Promise<Result>): Promise<Result>;
  /**
   * Runs `work` on one connection, outside a transaction: a procedure called there may commit as it goes. What `work`
   * sets for the session it has to reset.
   */
  session<Result>(work: (session: Queryable) => Promise<Result>): Promise<Result>;
  /** Calls `onPayload` for every NOTIFY on `channel`; the returned function stops listening. */
  listen(channel: string, onPayload: (payload: string) => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

/** Wraps a kysely instance (or a kysely transaction) as a `Queryable`. */
// deno-lint-ignore no-explicit-any -- the schema is known to SQL, not to kysely
export function queryable(kysely: Kysely<any>): Queryable {
  return {
    async query<Row>(sql: string, parameters: readonly unknown[] = []) {
      const result = await kysely.executeQuery<Row>(CompiledQuery.raw(sql, [...parameters]));
      return result.rows;
    },
    async exec(sql) {
      await kysely.executeQuery(CompiledQuery.raw(sql));
    },
  };
}
