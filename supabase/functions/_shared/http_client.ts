/** Calls to other companies: bounded in time, retried only when that is safe, behind a circuit breaker. */
import type { Circuit, CircuitPass } from "./circuit.ts";
import { type Clock, systemClock } from "./clock.ts";
import type { Log } from "./log.ts";
import { Problem } from "./problem.ts";
import { type ProviderFailure, providerRequestId, ProviderUnavailable } from "./provider_error.ts";
import { retryAfterMs } from "./retry_after.ts";

/** One call. */
export interface ProviderCall {
  /** Company and operation, as in `paystack.verify`. */
  readonly operation: string;
  readonly method: "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as they are, instead of a body; the headers say what they are. */
  readonly bytes?: Uint8Array<ArrayBuffer>;
  /** Whether a good answer is a file: it comes as bytes, unparsed. */
  readonly wantsBytes?: boolean;
  /** No answer longer than this is read: it fails as `too_large`. 16 MiB when not given. */
  readonly maxBytes?: number;
  /** At most this long for each try, headers and body together; the client's own limit when not given. */
  readonly timeoutMs?: number;
  /** The provider makes a repeat of this call harmless, so it may be retried although it is no GET. */
  readonly idempotent?: boolean;
  /** Gives the call up: it rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** An answer, read whole. */
export interface ProviderAnswer {
  readonly status: number;
  /** The parsed body; undefined when there is none. */
  readonly json: unknown;
  /** The body of a good answer to a call that wants bytes. */
  readonly bytes?: Uint8Array<ArrayBuffer>;
  readonly headers: Headers;
}

/**
 * Sends calls. Answers below 500, other than 408 and 429, are for the caller to read.
 * @throws {ProviderUnavailable} no usable answer
 * @throws {Problem} upstream.circuit_open, before anything was sent
 */
export type ProviderHttp = (call: ProviderCall) => Promise<ProviderAnswer>;

/** How calls are repeated. */
export interface RetryPolicy {
  /** Tries in all. */
  readonly tries: number;
  /** The first wait is up to this, each further one up to twice as long. */
  readonly baseMs: number;
  /** No wait of our own choice is longer. */
  readonly capMs: number;
  /** A provider that asks for more patience than this is left alone. */
  readonly longestWaitMs: number;
}

/** What `createHttpClient` needs. */
export interface HttpClientOptions {
  readonly log: Log;
  readonly fetch?: typeof fetch;
  readonly clock?: Clock;
  /** In [0, 1). */
  readonly random?: () => number;
  /** Limit of each try, for calls without one of their own. */
  readonly timeoutMs?: number;
  readonly retry?: Partial<RetryPolicy>;
  /** The circuit of a host; without it, nothing is guarded. */
  readonly breaker?: (host: string) => Circuit;
}

const retryableStatus = new Set([408, 429, 502, 503, 504]);
/** Refused before it was carried out; after anything else that failed, a POST may have had its effect. */
const notCarriedOut = new Set([408, 429]);
const mostBytes = 16 * 1024 * 1024;
const defaultRetry: RetryPolicy = { tries: 3, baseMs: 250, capMs: 4000, longestWaitMs: 5000 };

/**
 * A client that repeats GET, HEAD and calls marked idempotent, with full jitter, on network errors, time-outs,
 * 408, 429, 502, 503 and 504, honours Retry-After, and feeds the circuit breaker of each host.
 */
export function createHttpClient(options: HttpClientOptions): ProviderHttp {
  const { log, clock = systemClock, random = Math.random, timeoutMs = 10_000 } = options;
  const retry = { ...defaultRetry, ...options.retry };
  const send = options.fetch ?? fetch;

  return async (call) => {
    const safe = call.method === "GET" || call.method === "HEAD";
    const most = safe || call.idempotent === true ? retry.tries : 1;
    let failed: ProviderUnavailable | undefined;
    for (let n = 1;; n++) {
      const pass = await enter(options.breaker?.(call.url.host), failed);
      const result = await attempt(send, call, call.timeoutMs ?? timeoutMs, clock);
      await pass?.report(!("failure" in result) || !result.unhealthy);
      if (!("failure" in result)) return result.answer;
      // Once one try may have had its effect, no later one can take that back.
      const unknown = !safe && (result.failure.outcomeUnknown || failed?.outcomeUnknown === true);
      failed = new ProviderUnavailable(result.failure.message, unknown, result.failure);
      log.warn("provider.call_failed", { operation: call.operation, attempt: n, failure: failed });
      const asked = failed.retryAfterSeconds;
      if (n >= most || !result.retryNow || (asked ?? 0) * 1000 > retry.longestWaitMs) throw failed;
      const jittered = random() * Math.min(retry.capMs, retry.baseMs * 2 ** (n - 1));
      await clock.sleep(asked === undefined ? jittered : asked * 1000 + jittered, call.signal);
    }
  };
}

/** Between two tries the circuit may open: then the first try's failure says more than the circuit's. */
async function enter(
  circuit: Circuit | undefined,
  failed: ProviderUnavailable | undefined,
): Promise<CircuitPass | undefined> {
  try {
    return await circuit?.enter();
  } catch (error) {
    throw failed !== undefined && error instanceof Problem ? failed : error;
  }
}

type Attempt =
  | { readonly answer: ProviderAnswer }
  | { readonly failure: ProviderFailure; readonly unhealthy: boolean; readonly retryNow: boolean };

async function attempt(
  send: typeof fetch,
  call: ProviderCall,
  timeoutMs: number,
  clock: Clock,
): Promise<Attempt> {
  const [provider = "", ...op] = call.operation.split(".");
  const base = { provider, op: op.join(".") };
  const slow = new AbortController();
  const timer = setTimeout(() => slow.abort(), timeoutMs);
  let response: Response;
  let text = "";
  let bytes: Uint8Array<ArrayBuffer> | undefined;
  try {
    response = await send(call.url, {
      method: call.method,
      headers: call.headers,
      ...(call.bytes !== undefined
        ? { body: call.bytes }
        : call.body === undefined
        ? {}
        : { body: JSON.stringify(call.body) }),
      // A redirect would carry the credentials to an address that nobody configured.
      redirect: "error",
      signal: call.signal === undefined ? slow.signal : AbortSignal.any([slow.signal, call.signal]),
    });
    const read = await readAtMost(call.maxBytes ?? mostBytes, response);
    if (read === undefined) {
      return {
        unhealthy: false,
        // The next answer would be as long.
        retryNow: false,
        failure: {
          ...base,
          message: `Cannot complete ${call.operation}: the answer is too large`,
          httpStatus: response.status,
          code: "too_large",
          retryable: false,
          outcomeUnknown: true,
        },
      };
    }
    if (call.wantsBytes === true && response.ok) bytes = read;
    else text = new TextDecoder().decode(read);
  } catch (cause) {
    if (call.signal?.aborted === true) throw call.signal.reason;
    const [code, what] = slow.signal.aborted
      ? ["timeout", `no answer within ${timeoutMs} ms`]
      : ["network", "no answer"];
    return {
      unhealthy: true,
      retryNow: true,
      failure: {
        ...base,
        message: `Cannot complete ${call.operation}: ${what}`,
        code,
        retryable: true,
        outcomeUnknown: true,
        cause,
      },
    };
  } finally {
    clearTimeout(timer);
  }
  const { status, headers } = response;
  const json = parseJson(text);
  const unreadable = json === undefined && text.trim() !== "";
  if (status < 500 && !retryableStatus.has(status) && !unreadable) {
    return { answer: { status, json, headers, ...(bytes === undefined ? {} : { bytes }) } };
  }
  const waitMs = retryAfterMs(headers, clock.now());
  return {
    // A host that says "too many" is alive.
    unhealthy: status !== 429,
    retryNow: retryableStatus.has(status),
    failure: {
      ...base,
      message: `Cannot complete ${call.operation}: answer ${status}${
        unreadable ? " is not JSON" : ""
      }`,
      httpStatus: status,
      code: codeOf(json) ?? (unreadable ? "unreadable" : undefined),
      retryable: true,
      requestId: providerRequestId(headers),
      outcomeUnknown: !notCarriedOut.has(status),
      retryAfterSeconds: waitMs === undefined ? undefined : waitMs / 1000,
    },
  };
}

/** A body, or undefined when there is more of it: what it says that it is long is believed, and what comes is counted. */
async function readAtMost(
  most: number,
  response: Response,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (Number(response.headers.get("content-length") ?? 0) > most) {
    await response.body?.cancel();
    return undefined;
  }
  const parts: BlobPart[] = [];
  let size = 0;
  // Leaving the loop gives the rest up.
  for await (const part of response.body ?? []) {
    size += part.byteLength;
    if (size > most) return undefined;
    parts.push(part);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function codeOf(json: unknown): string | undefined {
  const code = (json as { code?: unknown } | null | undefined)?.code;
  return typeof code === "string" ? code.slice(0, 100) : undefined;
}

/** What `createProviderHttp` needs. */
export interface ProviderHttpOptions extends Omit<HttpClientOptions, "breaker"> {
  /** Guards the one host that is called. */
  readonly circuit: Circuit;
}

/** A client for a single host, guarded by its circuit. */
export function createProviderHttp({ circuit, ...options }: ProviderHttpOptions): ProviderHttp {
  return createHttpClient({ ...options, breaker: () => circuit });
}
