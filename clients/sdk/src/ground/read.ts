/** Reading by functions: with GET, so that browsers, caches on the way and standbys may answer. */
import type { SupabaseClient } from "@supabase/supabase-js";
import { type Estate, readerOf } from "./client.ts";
import { dataOf } from "./estate_error.ts";
import type { Database } from "../generated/database.types.ts";

type Functions = Database["public"]["Functions"];

/** Longer addresses do not get through every gateway: a shape of hundreds of points goes in a body. */
const longestQuery = 6_000;

/**
 * Calls a function that only reads; what is undefined is left out. Without a session a standby answers, where the
 * client was given one.
 * @throws {EstateError}
 */
export async function read<Name extends keyof Functions>(
  estate: Estate,
  name: Name,
  parameters: Functions[Name]["Args"],
): Promise<Functions[Name]["Returns"]> {
  const query: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(parameters)) {
    if (value !== undefined) query[key] = typeof value === "object" ? JSON.stringify(value) : value;
  }
  const get = new URLSearchParams(query as Record<string, string>).toString().length <=
    longestQuery;
  // Only what goes by GET can be read from a standby: a load balancer sends everything else to the primary.
  const client: SupabaseClient = get ? await readerOf(estate) : estate;
  return dataOf(await client.rpc(name, get ? query : parameters, { get }));
}
