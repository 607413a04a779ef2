/** A service database for tests: each function answers as told, and every call is remembered. */
import type { ServiceDatabase } from "../service_database.ts";

/** One call. */
export interface Call {
  readonly name: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** Answers by function name. */
export type Answers = Readonly<
  Record<string, (parameters: Readonly<Record<string, unknown>>) => unknown>
>;

/** A database that answers from `answers`; a function without an answer gives null. */
export function fakeDatabase(answers: Answers = {}): ServiceDatabase & { readonly calls: Call[] } {
  const calls: Call[] = [];
  return {
    calls,
    async call<Result>(name: string, parameters: Readonly<Record<string, unknown>>) {
      calls.push({ name, parameters });
      return await (answers[name]?.(parameters) ?? null) as Result;
    },
  };
}

/** Idempotency keys and rate limits as the database keeps them, in memory. */
export function fakeReliability(): Answers {
  const keys = new Map<
    string,
    { hash: unknown; status?: unknown; type?: unknown; body?: unknown }
  >();
  const id = (p: Readonly<Record<string, unknown>>) => `${p.scope} ${p.caller} ${p.key}`;
  return {
    take_rate_limit_token: () => [{ allowed: true, remaining: 1, retry_after_seconds: 0 }],
    begin_idempotent_request: (p) => {
      const known = keys.get(id(p));
      if (known === undefined) {
        keys.set(id(p), { hash: p.request_hash });
        return [{ state: "started" }];
      }
      if (known.hash !== p.request_hash) return [{ state: "mismatch" }];
      if (known.status === undefined) return [{ state: "in_progress" }];
      return [{
        state: "finished",
        response_status: known.status,
        response_content_type: known.type,
        response_body: known.body,
      }];
    },
    finish_idempotent_request: (p) => {
      Object.assign(keys.get(id(p)) ?? {}, {
        status: p.response_status,
        type: p.response_content_type,
        body: p.response_body,
      });
      return true;
    },
    release_idempotent_request: (p) => {
      keys.delete(id(p));
      return null;
    },
  };
}
