/** The service API of our own database: functions of schema `service`, with the secret key. */
import { createClient } from "@supabase/supabase-js";
import { type DatabaseError, Problem, problemOf } from "./problem.ts";

/** Calls functions of schema `service`. */
export interface ServiceDatabase {
  /**
   * Calls a function and returns its result: a value, a row or rows.
   * @throws {Problem} what the database refused, or database.busy when it cannot be reached
   */
  call<Result>(name: string, parameters: Readonly<Record<string, unknown>>): Promise<Result>;
}

/** Connects with supabase-js; nothing of the caller's session is used or kept. */
export function createServiceDatabase(
  url: string,
  secretKey: string,
  send: typeof fetch = fetch,
): ServiceDatabase {
  const client = createClient(url, secretKey, {
    db: { schema: "service" },
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    global: { fetch: send },
  });
  return {
    async call<Result>(name: string, parameters: Readonly<Record<string, unknown>>) {
      const { data, error, status } = await client.rpc(name, parameters);
      if (error !== null) {
        if (status === 0) throw Problem.of("database.busy", { retryAfterSeconds: 1, cause: error });
        throw problemOf(error as DatabaseError);
      }
      return data as Result;
    },
  };
}
