/** Answers shared by many callers, kept in the database's unlogged cache. Never anything private to a person. */
import type { ServiceDatabase } from "./service_database.ts";

/**
 * The cached answer of `namespace` and `key`, or what `compute` makes, kept for `ttlSeconds`.
 * A change to the data calls `private.bump_cache(namespace)`, which makes every older answer dead.
 */
export async function cached<Value>(
  database: ServiceDatabase,
  namespace: string,
  key: string,
  ttlSeconds: number,
  compute: () => Promise<Value>,
): Promise<Value> {
  const known = await database.call<Value | null>("read_cache", { namespace, key });
  if (known !== null) return known;
  const value = await compute();
  await database.call("write_cache", { namespace, key, value, ttl_s: ttlSeconds });
  return value;
}
