/** Idempotency-Key: a request sent twice has one effect and one answer. */
import { delay } from "@std/async/delay";
import { sha256Hex } from "./hmac.ts";
import { Problem } from "./problem.ts";
import type { ServiceDatabase } from "./service_database.ts";

/** An answer that repeats get too. */
export interface StoredAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** One request under a key. */
export interface IdempotentRequest {
  /** Method and route. */
  readonly scope: string;
  /** User id of the caller. */
  readonly caller: string;
  /** The header's value. */
  readonly key: string | undefined;
  /** The parsed body: the same body written differently is the same request. */
  readonly payload: unknown;
}

interface Begun {
  state: "started" | "in_progress" | "finished" | "mismatch";
  response_status: number | null;
  response_body: unknown;
}

const validKey = /^[\x21-\x7e]{16,255}$/;
/** How long a repeat waits for the first request before it is told to come back. */
const patienceMs = 8000;

/**
 * Runs `work` once for a key. A repeat gets the stored answer; while the first request runs it waits for
 * it a while. When `work` refuses or fails nothing is stored, and the key is free again.
 * @throws {Problem} idempotency.key_missing, .payload_mismatch or .in_progress, or what `work` refuses
 */
export async function once(
  database: ServiceDatabase,
  request: IdempotentRequest,
  work: () => Promise<StoredAnswer>,
): Promise<StoredAnswer & { replayed: boolean }> {
  if (request.key === undefined || !validKey.test(request.key)) {
    throw Problem.of("idempotency.key_missing", {
      detail:
        "Send an Idempotency-Key header of 16 to 255 printable characters, new for each payment",
    });
  }
  const identity = { scope: request.scope, caller: request.caller, key: request.key };
  const requestHash = await sha256Hex(new TextEncoder().encode(canonical(request.payload)));
  const deadline = Date.now() + patienceMs;
  for (let wait = 50;; wait = Math.min(wait * 2, 800)) {
    const [begun] = await database.call<Begun[]>("begin_idempotent_request", {
      ...identity,
      request_hash: requestHash,
    });
    if (begun?.state === "started") break;
    if (begun?.state === "mismatch") throw Problem.of("idempotency.payload_mismatch");
    if (begun?.state === "finished") {
      return { status: begun.response_status ?? 200, body: begun.response_body, replayed: true };
    }
    if (Date.now() + wait > deadline) {
      throw Problem.of("idempotency.in_progress", { retryAfterSeconds: 2 });
    }
    // Jitter keeps twins from asking in step.
    await delay(wait * (0.5 + Math.random()));
  }
  try {
    const answer = await work();
    await database.call("finish_idempotent_request", {
      ...identity,
      response_status: answer.status,
      response_body: answer.body,
    });
    return { ...answer, replayed: false };
  } catch (error) {
    await database.call("release_idempotent_request", identity);
    throw error;
  }
}

/** JSON with keys in order. */
function canonical(value: unknown): string {
  return JSON.stringify(
    value,
    (_key, inner) =>
      typeof inner === "object" && inner !== null && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => a < b ? -1 : 1))
        : inner,
  );
}
