/**
 * The SDK of Estate: typed functions over supabase-js, without a framework. Every function takes the client
 * first and throws {@linkcode EstateError} for what the project refuses.
 *
 * @example
 * ```ts
 * import { createEstate, searchListings } from "@estate/sdk";
 *
 * const estate = createEstate("http://127.0.0.1:54321", "sb_publishable_…");
 * const nearby = await searchListings(estate, {
 *   near: { longitude: 3.379, latitude: 6.5095 },
 *   radius_m: 3000,
 * });
 * ```
 *
 * Who calls the project without this SDK sends the header `x-estate-org` with every call to REST and to the edge
 * functions: the id of the organization whose data the call is about, where the caller knows it. It decides nothing
 * about who may do what. A refusal with status 429 says in Retry-After, and in `retry_after_s` of its details, how
 * many seconds to wait ({@linkcode EstateError.retryAfterSeconds}).
 * @module
 */
export * from "./ground/mod.ts";
export * from "./people/mod.ts";
export * from "./homes/mod.ts";
export * from "./mandates/mod.ts";
export * from "./market/mod.ts";
export * from "./search/mod.ts";
export * from "./tenancies/mod.ts";
export * from "./money/mod.ts";
export * from "./deals/mod.ts";
export * from "./inspections/mod.ts";
export * from "./papers/mod.ts";
export * from "./words/mod.ts";
export * from "./trust/mod.ts";
export * from "./safeguards/mod.ts";
export type { Database } from "./generated/database.types.ts";
