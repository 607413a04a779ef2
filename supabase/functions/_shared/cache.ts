/** Answers shared by many callers, kept in the database's unlogged cache. Never anything private to a person. */
import type { Log } from "./log.ts";
import type { ServiceDatabase } from "./service_database.ts";

interface Known<Value> {
  found: boolean;
  value: Value;
  version: number;
}

/**
 * The cached answer of `namespace` and `key`, or what `compute` makes, kept for `ttlSeconds`. `compute` must
 * make what JSON can hold. A change to the data calls `private.bump_cache(namespace)` or `bumpCache`, which
 * makes every older answer dead, also one that is being made just then. A cache that fails is done without.
 */
export async function cached<Value>(
  database: ServiceDatabase,
  namespace: string,
  key: string,
  ttlSeconds: number,
  compute: () => Promise<Value>,
  log?: Log,
): Promise<Value> {
  const ask = async <Result>(name: string, parameters: Record<string, unknown>) => {
    try {
      return await database.call<Result>(name, parameters);
    } catch (error) {
      log?.warn("cache.failed", { namespace, name, error });
      return undefined;
    }
  };
  const [known] = await ask<Known<Value>[]>("read_cache", { namespace, key }) ?? [];
  if (known?.found === true) return known.value;
  const value = await compute();
  if (known !== undefined) {
    await ask("write_cache", {
      namespace,
      key,
      version: known.version,
      value,
      ttl_s: ttlSeconds,
    });
  }
  return value;
}

/** Declares every answer of a namespace out of date. */
export async function bumpCache(database: ServiceDatabase, namespace: string): Promise<void> {
  await database.call("bump_cache", { namespace });
}
