/**
 * The connection that @supabase/lite answers /rest/v1 from: the stack's own, seen as PostgREST sees a database.
 * Lite asks a connection for four things; each is answered here where lite's own answer differs from PostgREST's.
 */
import { type Kysely, sql } from "kysely";
import type { OpenDatabase } from "../../database/connect.ts";
import { asJson } from "./exact_json.ts";
import { jsonRows } from "./json_rows.ts";
import { currentRequest, requestSettings } from "./request_settings.ts";
import { bodyOf, sqlError, statusOf } from "./sql_errors.ts";

type Connection = OpenDatabase["lite"];
type Schema = Awaited<ReturnType<Connection["introspect"]>>;
type Ast = Parameters<Connection["onPostgrestAST"]>[0];

/** What the database refused, in the form in which lite lets an error choose its whole response. */
export class RefusedQuery extends Error {
  override readonly name = "RefusedQuery";
  readonly code = "PGRST";
  readonly detail: string;

  constructor(readonly status: number, body: Record<string, string | null>, cause: unknown) {
    super(JSON.stringify(body), { cause });
    const headers = status === 401 ? { "WWW-Authenticate": "Bearer" } : {};
    this.detail = JSON.stringify({ status, headers });
  }
}

/** `connection` as REST needs it; `schemas` are those that the API exposes. */
export function restConnection(
  connection: Connection,
  schemas: readonly string[],
): Connection {
  const rest: Connection = Object.create(connection);
  const beforeRequest = preRequest();
  rest.introspect = exposedOnly(connection, new Set(schemas));
  rest.onPostgrestAST = async (ast: Ast) => {
    const checked = await connection.onPostgrestAST.call(rest, ast);
    return keepJson(checked, await rest.introspect({ useCache: true }));
  };
  rest.withContext = async (vars, work, options) => {
    try {
      return await connection.withContext(vars, async (transaction) => {
        const settings = requestSettings();
        if (settings !== undefined) {
          await settings.execute(transaction);
          await beforeRequest(transaction);
        }
        return await work(transaction.withPlugin(jsonRows()));
      }, options);
    } catch (cause) {
      const error = sqlError(cause);
      // Lite knows both to the letter: it qualifies the names that PostgREST's query would.
      if (error === undefined || /^(42703|42883|PGRST)$/.test(error.code)) throw cause;
      const visitor = (vars?.["auth"] as { role?: string } | undefined)?.role === "anon";
      throw new RefusedQuery(statusOf(error, visitor), bodyOf(error), cause);
    }
  };
  return rest;
}

/** Runs the function that the database names for PostgREST to run before each request; its name is looked up once. */
function preRequest() {
  let called: string | null | undefined;
  return async (transaction: Kysely<unknown>) => {
    if (called === undefined) {
      const { rows: [named] } = await sql<{ called: string }>`
        select split_part(setting, '=', 2) as called
        from pg_catalog.pg_db_role_setting cross join unnest(setconfig) as setting
        where setrole = 'authenticator'::regrole and setdatabase = 0 and setting like 'pgrst.db_pre_request=%'`
        .execute(transaction);
      called = named?.called ?? null;
    }
    if (called !== null) await sql`select ${sql.id(...called.split("."))}()`.execute(transaction);
  };
}

/** PostgREST knows only the schemas it exposes: a table elsewhere cannot be mistaken for one of the same name. */
function exposedOnly(
  connection: Connection,
  schemas: ReadonlySet<string>,
): Connection["introspect"] {
  const known = new WeakMap<Schema, Schema>();
  return async (options) => {
    const all = await connection.introspect(options);
    const seen = known.get(all) ?? exposedPart(all, schemas);
    known.set(all, seen);
    return seen;
  };
}

function exposedPart(all: Schema, schemas: ReadonlySet<string>): Schema {
  const part: Record<string, unknown> = { ...all };
  for (const [name, value] of Object.entries(all)) {
    if (!Array.isArray(value)) continue;
    part[name] = value.filter((item: string | { schema?: string; ref_schema?: string }) =>
      typeof item === "string" ||
      [item.schema, item.ref_schema].every((it) => it === undefined || schemas.has(it))
    );
  }
  // Of a key that an embed names, lite joins by the first column alone: the one that is unique by itself comes first.
  const keys = part["foreign_keys"] as { ref_column?: string }[] | undefined;
  part["foreign_keys"] = keys?.toSorted((a, b) =>
    Number(b.ref_column === "id") - Number(a.ref_column === "id")
  );
  return part as unknown as Schema;
}

const jsonTypes = new Set(["json", "jsonb"]);
// An argument's type by its name in SQL, a column's by that in the catalog.
const textLists = new Set(["text[]", "_text"]);

/**
 * A JSON string that goes into a JSON column or argument stays one; lite would have the database parse its text. What is
 * no string and goes into text, or into a list of texts, becomes its JSON text, as PostgREST has it; the driver would refuse it.
 * An integer whose digits came as text (see `body.ts`) becomes a bigint before lite makes it a rounded number. What is text
 * in an address is taken as it stands there, and what is no truth is read as the database reads it: the embedded database's
 * driver throws where PostgreSQL refuses.
 */
function keepJson(ast: Ast, schema: Schema): Ast {
  const typeOf = (name: string): string | undefined =>
    schema.columns.find((it) =>
      it.schema === (ast.schema ?? "public") && it.table === ast.from && it.name === name
    )?.pg_type;
  const keepColumns = (row: Record<string, unknown>) =>
    mapValues(row, (value, name) => {
      const type = typeOf(name);
      if (type === "bool" || type === "boolean") return asTruth(value);
      if (typeof value !== "string") return asText(value, type);
      if (type !== undefined && jsonTypes.has(type)) return asJson(JSON.stringify(value));
      return type === "int8" && /^-?\d{16,19}$/.test(value) ? BigInt(value) : value;
    });
  if (ast.type === "rpc") {
    if (Array.isArray(ast.args)) throw noFunctionOf(ast.schema ?? "public", ast.function ?? "");
    if (!isRecord(ast.args)) return ast;
    const address = ast.httpMethod === "POST" ? undefined : currentRequest()?.url;
    const inAddress = address === undefined ? undefined : new URL(address).searchParams;
    if (ast.httpMethod !== "POST" && inAddress === undefined) return ast;
    const names = Object.keys(ast.args);
    const called = schema.functions?.find((it) =>
      it.schema === (ast.schema ?? "public") && it.name === ast.function &&
      names.every((name) => it.arg_names.includes(name))
    );
    const args = mapValues(ast.args, (value, name) => {
      const type = called?.arg_types[called.arg_names.indexOf(name)];
      if (type === "bool" || type === "boolean") return asTruth(value);
      if (inAddress !== undefined) return type === "text" ? inAddress.get(name) ?? value : value;
      const json = typeof value === "string" && type !== undefined && jsonTypes.has(type);
      return json ? asJson(JSON.stringify(value)) : asText(value, type);
    });
    return { ...ast, args };
  }
  if (!("values" in ast)) return ast;
  const values: unknown = ast.values;
  const kept = Array.isArray(values)
    ? values.map((row) => isRecord(row) ? keepColumns(row) : row)
    : isRecord(values)
    ? keepColumns(values)
    : values;
  return { ...ast, values: kept } as Ast;
}

function asText(value: unknown, type: string | undefined): unknown {
  if (type !== undefined && textLists.has(type) && Array.isArray(value)) {
    return value.map((it) => asText(it, Array.isArray(it) ? type : "text"));
  }
  return type !== "text" || value === null || typeof value === "string"
    ? value
    : JSON.stringify(value);
}

/** A truth as PostgreSQL reads the text of a value; what is none it refuses. */
function asTruth(value: unknown): unknown {
  if (value === null || value === undefined || typeof value === "boolean") return value;
  const text = typeof value === "string" ? value : JSON.stringify(value);
  const word = text.trim().toLowerCase();
  const isOne = (words: readonly string[]) =>
    word !== "" && word !== "o" && words.some((it) => it.startsWith(word));
  if (isOne(["true", "yes", "on", "1"])) return true;
  if (isOne(["false", "no", "off", "0"])) return false;
  const message = `invalid input syntax for type boolean: "${text}"`;
  throw refused(400, { code: "22P02", details: null, hint: null, message });
}

/** PostgREST takes arguments by their names. */
function noFunctionOf(schema: string, name: string): RefusedQuery {
  return refused(404, {
    code: "PGRST202",
    details:
      `Searched for the function ${schema}.${name} without parameters, but no matches were found in the schema cache.`,
    hint: null,
    message: `Could not find the function ${schema}.${name} without parameters in the schema cache`,
  });
}

function refused(status: number, body: Record<string, string | null>): RefusedQuery {
  return new RefusedQuery(status, body, undefined);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function mapValues(
  record: Record<string, unknown>,
  map: (value: unknown, name: string) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).map(([name, it]) => [name, map(it, name)]));
}
