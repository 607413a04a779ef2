/** Reading by functions: with GET, so that browsers, caches on the way and standbys may answer. */
import type { SupabaseClient } from "@supabase/supabase-js";
import { asksCatalogue, type Estate, readerOf } from "./client.ts";
import { dataOf, EstateError, functionData } from "./estate_error.ts";
import { given } from "./given.ts";
import type { Database } from "../generated/database.types.ts";

type Functions = Database["public"]["Functions"];

/** Longest query that goes in an address: gateways refuse what is much longer. A shape of many points is. */
const longestInAddress = 6_000;

/**
 * Calls a function that only reads; what is undefined is left out. Without a session a standby answers, where the
 * client was given one.
 * @throws {EstateError}
 */
export function read<Name extends keyof Functions>(
  estate: Estate,
  name: Name,
  parameters: Functions[Name]["Args"],
): Promise<Functions[Name]["Returns"]> {
  return readAs(estate, name, parameters);
}

/** Calls a function that only reads and whose answer is JSON, of which the generated types cannot tell the shape. */
export async function readAs<Shape>(
  estate: Estate,
  name: keyof Functions,
  parameters: Readonly<Record<string, unknown>>,
): Promise<Shape> {
  const query: Record<string, string> = {};
  for (const [key, value] of Object.entries(given(parameters))) {
    query[key] = typeof value === "string" ? value : JSON.stringify(value);
  }
  const get = new URLSearchParams(query).toString().length <= longestInAddress;
  // Only what goes by GET can be read from a standby: a load balancer sends everything else to the primary.
  const client: SupabaseClient = get ? await readerOf(estate) : estate;
  return dataOf<Shape>(await client.rpc(name, get ? query : parameters, { get }));
}

/** How the catalogue is asked for what a function of the database answers. */
export interface CatalogueQuestion {
  /** Its address below the function, such as "listings". */
  readonly path: string;
  /** Its query; what is undefined is left out. */
  readonly query?: Readonly<Record<string, unknown>>;
}

/**
 * Reads what every visitor sees alike: of a visitor from the catalogue, whose answers browsers and caches on the way
 * keep; of who is signed in, of a drawing too long for an address, and while the catalogue cannot be reached, from the
 * function of the database that it asks itself.
 * @throws {EstateError}
 */
export async function readPublic<Shape>(
  estate: Estate,
  question: CatalogueQuestion,
  name: keyof Functions,
  parameters: Readonly<Record<string, unknown>>,
): Promise<Shape> {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(given(question.query ?? {}))) {
    query.set(key, typeof value === "string" ? value : JSON.stringify(value));
  }
  const address = `catalogue/${question.path}${query.size > 0 ? `?${query}` : ""}`;
  if (address.length <= longestInAddress && await asksCatalogue(estate)) {
    try {
      return await functionData<Shape>(await estate.functions.invoke(address, { method: "GET" }));
    } catch (error) {
      const isAway = error instanceof EstateError && [0, 502, 503, 504].includes(error.status);
      if (!isAway) throw error;
    }
  }
  return readAs(estate, name, parameters);
}
