/** Idempotency-Key: a request sent twice has one effect and one answer. */
import { canonicalJson } from "./canonical_json.ts";
import { type Clock, systemClock } from "./clock.ts";
import { sha256Hex } from "./hmac.ts";
import type { Log } from "./log.ts";
import { Problem, type ProblemBody } from "./problem.ts";
import type { ServiceDatabase } from "./service_database.ts";

/** An answer that repeats get too. */
export interface StoredAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** One request under a key. */
export interface IdempotentRequest {
  /** Function and route. */
  readonly scope: string;
  /** User id of the caller. */
  readonly caller: string;
  /** The header's value. */
  readonly key: string | undefined;
  /** What makes it the same request; a body written differently is the same body. */
  readonly payload: unknown;
}

/** How `once` behaves. */
export interface OnceOptions {
  /** How long a repeat waits for the first request before it is told to come back; 0 is not at all. */
  readonly patienceMs?: number;
  /** How long a worker that never answers keeps the request to itself. */
  readonly leaseSeconds?: number;
  readonly clock?: Clock;
  /** In [0, 1). */
  readonly random?: () => number;
  /** Hears when an answer cannot be stored or a key not be released. */
  readonly log?: Log;
}

interface Begun {
  state: "started" | "in_progress" | "finished" | "mismatch";
  lease_id: string | null;
  retry_after_s: number;
  response_status: number | null;
  response_content_type: string | null;
  response_body: unknown;
}

const validKey = /^[\x21-\x7e]{16,255}$/;
const problemType = "application/problem+json";
/** The same request may well succeed a moment later: to store these would make the refusal last for days. */
const passing = new Set([408, 425, 429]);

/**
 * Runs `work` once for a key. A repeat gets the stored answer or refusal; while the first request runs it
 * waits for it a while. An answer below 500 is stored for 72 hours. After a failure of ours or of a provider,
 * and after a rate limit, nothing is stored and the key is free again.
 * @throws {Problem} idempotency.key_missing, .payload_mismatch or .in_progress, or what `work` refuses; a
 * refusal that is told again carries the header Idempotency-Replayed
 */
export async function once(
  database: ServiceDatabase,
  request: IdempotentRequest,
  work: () => Promise<StoredAnswer>,
  options: OnceOptions = {},
): Promise<StoredAnswer & { replayed: boolean }> {
  if (request.key === undefined || !validKey.test(request.key)) {
    throw Problem.of("idempotency.key_missing", {
      detail:
        "Send an Idempotency-Key header of 16 to 255 printable characters, new for each request",
    });
  }
  const identity = { scope: request.scope, caller: request.caller, key: request.key };
  const hash = await sha256Hex(new TextEncoder().encode(canonicalJson(request.payload)));
  const begun = await begin(database, identity, hash, options);
  if (begun.state === "finished") return replay(begun);

  const lease = { ...identity, lease_id: begun.lease_id };
  const store = (status: number, contentType: string, body: unknown) =>
    told(options, "idempotency.not_stored", () =>
      database.call("finish_idempotent_request", {
        ...lease,
        response_status: status,
        response_content_type: contentType,
        response_body: body ?? null,
      }));
  const release = () =>
    told(
      options,
      "idempotency.not_released",
      () => database.call("release_idempotent_request", lease),
    );
  try {
    const answer = await work();
    if (isFinal(answer.status)) await store(answer.status, "application/json", answer.body);
    else await release();
    return { ...answer, replayed: false };
  } catch (error) {
    if (error instanceof Problem && isFinal(error.status)) {
      await store(error.status, problemType, error.toBody());
    } else await release();
    throw error;
  }
}

/** Takes the key, or waits for its first request to be done. */
async function begin(
  database: ServiceDatabase,
  identity: { scope: string; caller: string; key: string },
  requestHash: string,
  options: OnceOptions,
): Promise<Begun> {
  const { clock = systemClock, random = Math.random, patienceMs = 8000 } = options;
  const deadline = clock.now() + patienceMs;
  for (let wait = 50;; wait = Math.min(wait * 2, 800)) {
    const [begun] = await database.call<Begun[]>("begin_idempotent_request", {
      ...identity,
      request_hash: requestHash,
      lease_s: options.leaseSeconds ?? 90,
    });
    if (begun?.state === "mismatch") throw Problem.of("idempotency.payload_mismatch");
    if (begun?.state === "started" || begun?.state === "finished") return begun;
    if (clock.now() + wait > deadline) {
      throw Problem.of("idempotency.in_progress", { retryAfterSeconds: 2 });
    }
    // Jitter keeps twins from asking in step.
    await clock.sleep(wait * (0.5 + random()));
  }
}

function replay(begun: Begun): StoredAnswer & { replayed: true } {
  if (begun.response_content_type === problemType) {
    const { code, status, title, alternatives, ...details } = begun.response_body as ProblemBody;
    throw new Problem(code, status, title, {
      ...details,
      ...(alternatives === undefined ? {} : { members: { alternatives } }),
      headers: { "idempotency-replayed": "true" },
    });
  }
  return { status: begun.response_status as number, body: begun.response_body, replayed: true };
}

function isFinal(status: number): boolean {
  return status < 500 && !passing.has(status);
}

/** The work is done and its answer stands, whatever becomes of the bookkeeping; a lease runs out by itself. */
async function told(
  options: OnceOptions,
  event: string,
  step: () => Promise<unknown>,
): Promise<void> {
  try {
    if (await step() === false) options.log?.warn(event, { reason: "the lease was taken over" });
  } catch (error) {
    options.log?.error(event, { error });
  }
}
