/**
 * A kysely instance over PGlite that hands out its one session to one caller at a time.
 *
 * @supabase/lite's own PGlite dialect hands the session to everybody at once, so two requests
 * interleave inside each other's transactions and can see each other's role and claims. Here a
 * transaction keeps the session until it ends, and everyone else waits in order of arrival.
 */
import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from "kysely";
import type { PGlite } from "@electric-sql/pglite";

class SingleSession implements DatabaseConnection {
  constructor(private readonly client: PGlite) {}

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    // PGlite's runtime leaves its own status as the exit code of the whole process.
    const { exitCode } = Deno;
    try {
      return await this.run(query);
    } finally {
      Deno.exitCode = exitCode;
    }
  }

  private async run<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    if (query.parameters.length === 0) {
      // Text without parameters may hold several statements; the last one's rows are the result.
      const results = await this.client.exec(query.sql);
      const last = results.at(-1);
      return {
        rows: (last?.rows ?? []) as Row[],
        numAffectedRows: BigInt(last?.affectedRows ?? 0),
      };
    }
    const result = await this.client.query<Row>(query.sql, [...query.parameters]);
    return { rows: result.rows, numAffectedRows: BigInt(result.affectedRows ?? 0) };
  }

  // deno-lint-ignore require-yield -- kysely asks for a generator; PGlite holds results in memory
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    await Promise.reject(new Error("PGlite cannot stream rows"));
  }
}

class SerialDriver implements Driver {
  private tail: Promise<void> = Promise.resolve();
  private readonly release = new WeakMap<DatabaseConnection, () => void>();

  constructor(private readonly client: PGlite) {}

  init(): Promise<void> {
    return Promise.resolve();
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    const before = this.tail;
    const turn = Promise.withResolvers<void>();
    this.tail = turn.promise;
    await before;
    const session = new SingleSession(this.client);
    this.release.set(session, turn.resolve);
    return session;
  }

  releaseConnection(connection: DatabaseConnection): Promise<void> {
    this.release.get(connection)?.();
    return Promise.resolve();
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw("begin"));
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw("commit"));
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw("rollback"));
  }

  destroy(): Promise<void> {
    return Promise.resolve();
  }
}

/** A kysely instance that serialises every query and transaction on `client`. */
// deno-lint-ignore no-explicit-any -- the schema is known to SQL, not to kysely
export function serialKysely(client: PGlite): Kysely<any> {
  return new Kysely({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new SerialDriver(client),
      createIntrospector: (kysely) => new PostgresIntrospector(kysely),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });
}
