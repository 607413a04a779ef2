/** The service API of our own database: functions of schema `service`, with the secret key. */
import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import { apiKeyHeaders } from "./api_key.ts";
import { problemOf } from "./database_problem.ts";
import { Problem } from "./problem.ts";

/** Calls functions of schema `service`. */
export interface ServiceDatabase {
  /**
   * Calls a function and returns its result: a value, a row or rows.
   * @throws {Problem} what the database refused, or database.busy when it cannot be reached
   */
  call<Result>(name: string, parameters: Readonly<Record<string, unknown>>): Promise<Result>;
}

/** A supabase-js client whose tables and functions are typed by those who call them. */
// deno-lint-ignore no-explicit-any -- the generated types are the SDK's, not the kernel's
export type Client<Schema extends string = any> = SupabaseClient<any, Schema>;

/** No statement of ours runs this long; an answer that takes longer will not come. */
const databaseTimeoutMs = 20_000;

/** A supabase-js client that keeps no session of anybody. */
function connect(url: string, key: string, send: typeof fetch) {
  return createClient(url, key, {
    db: { schema: "service" },
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    global: { fetch: bounded(withoutKeyAsBearer(key, send)) },
  });
}

/** Connects with supabase-js; nothing of the caller's session is used or kept. */
export function createServiceDatabase(
  url: string,
  secretKey: string,
  send: typeof fetch = fetch,
): ServiceDatabase {
  const client = connect(url, secretKey, send);
  return {
    call: <Result>(name: string, parameters: Readonly<Record<string, unknown>>) =>
      rpc<Result>(client, name, parameters),
  };
}

/**
 * Calls a function through a client of ours.
 * @throws {Problem} what the database refused, or database.busy when it cannot be reached
 */
export async function rpc<Result>(
  client: Client,
  name: string,
  parameters: Readonly<Record<string, unknown>>,
): Promise<Result> {
  const { data, error, status } = await client.rpc(name, parameters);
  if (error !== null) {
    if (status === 0 || [502, 503, 504].includes(status) && !error.code) {
      throw Problem.of("database.busy", { retryAfterSeconds: 1, cause: error });
    }
    throw problemOf(error);
  }
  return data as Result;
}

/**
 * Whether a call that failed may have had its effect all the same: no answer of the database came, or it lost
 * its connection meanwhile. What it refuses with any other SQLSTATE is rolled back.
 */
export function mayHaveHappened(error: unknown): boolean {
  if (!(error instanceof Problem)) return true;
  const sqlstate = (error.cause as { code?: unknown } | undefined)?.code;
  return error.code === "database.busy" &&
    (typeof sqlstate !== "string" || sqlstate === "" || /^(08|57P0)/.test(sqlstate));
}

/** supabase-js shows the key as a bearer where there is no session; a new-style key is none (`apiKeyHeaders`). */
function withoutKeyAsBearer(key: string, send: typeof fetch): typeof fetch {
  if (apiKeyHeaders(key).authorization !== undefined) return send;
  return (input, init) => {
    const headers = new Headers(init?.headers);
    if (headers.get("authorization") === `Bearer ${key}`) headers.delete("authorization");
    return send(input, { ...init, headers });
  };
}

function bounded(send: typeof fetch): typeof fetch {
  return async (input, init) => {
    const slow = new AbortController();
    const timer = setTimeout(
      () => slow.abort(new DOMException("The database took too long", "TimeoutError")),
      databaseTimeoutMs,
    );
    const signals = [slow.signal, ...(init?.signal ? [init.signal] : [])];
    try {
      const response = await send(input, { ...init, signal: AbortSignal.any(signals) });
      // Read here, so that the limit covers the body too.
      const body = await response.arrayBuffer();
      return new Response(body.byteLength === 0 ? null : body, response);
    } finally {
      clearTimeout(timer);
    }
  };
}
