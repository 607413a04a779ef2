/** Calls to other companies: bounded in time, retried only when that is safe, behind a circuit breaker. */
import { delay } from "@std/async/delay";
import type { Circuit } from "./circuit.ts";
import type { Log } from "./log.ts";

/** One call. */
export interface ProviderCall {
  /** What it is for, in logs. */
  readonly operation: string;
  readonly method: "GET" | "POST";
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** At most this long for each try, headers and body together. */
  readonly timeoutMs: number;
}

/** An answer, read whole. */
export interface ProviderAnswer {
  readonly status: number;
  /** The parsed body; undefined when it is not JSON. */
  readonly json: unknown;
  readonly headers: Headers;
}

/** No usable answer: the provider is away, too slow or broken. */
export class ProviderUnavailable extends Error {
  override readonly name = "ProviderUnavailable";

  constructor(
    message: string,
    /** The call may have had its effect all the same: ask before doing it again. */
    readonly outcomeUnknown: boolean,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Sends calls. */
export type ProviderHttp = (call: ProviderCall) => Promise<ProviderAnswer>;

/** What `createProviderHttp` needs. */
export interface ProviderHttpOptions {
  readonly circuit: Circuit;
  readonly log: Log;
  readonly fetch?: typeof fetch;
  /** Tries of a GET; a POST is never repeated here. */
  readonly tries?: number;
  readonly sleep?: (ms: number) => Promise<void>;
  readonly random?: () => number;
}

const retryable = new Set([408, 429, 500, 502, 503, 504]);
/** A provider that asks for more patience than this is left alone. */
const longestWaitMs = 5000;

/**
 * A client that repeats GETs with full jitter on network errors, time-outs, 408, 429 and 5xx, honours
 * Retry-After, and feeds the circuit breaker.
 */
export function createProviderHttp(options: ProviderHttpOptions): ProviderHttp {
  const { circuit, log, tries = 3, sleep = delay, random = Math.random } = options;
  const send = options.fetch ?? fetch;

  const attempt = async (call: ProviderCall): Promise<ProviderAnswer> => {
    const response = await send(call.url, {
      method: call.method,
      headers: call.headers,
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
      redirect: "error",
      signal: AbortSignal.timeout(call.timeoutMs),
    });
    const text = await response.text();
    return { status: response.status, json: parseJson(text), headers: response.headers };
  };

  return async (call) => {
    const most = call.method === "GET" ? tries : 1;
    for (let n = 1;; n++) {
      await circuit.enter();
      let answer: ProviderAnswer | undefined;
      let failure: unknown;
      try {
        answer = await attempt(call);
      } catch (error) {
        failure = error;
      }
      const healthy = answer !== undefined && answer.status < 500 && answer.json !== undefined;
      await circuit.leave(healthy);
      if (answer !== undefined && healthy && !retryable.has(answer.status)) return answer;
      log.warn("provider.call_failed", {
        operation: call.operation,
        attempt: n,
        status: answer?.status,
        failure,
      });
      const wait = answer === undefined ? undefined : retryAfterMs(answer.headers);
      if (n >= most || (wait ?? 0) > longestWaitMs) {
        throw new ProviderUnavailable(
          `Cannot complete ${call.operation}: ${
            answer === undefined ? "no answer" : `answer ${answer.status}`
          }`,
          // A rate-limited call was not carried out; anything else may have been.
          call.method === "POST" && answer?.status !== 429,
          { cause: failure },
        );
      }
      await sleep(wait ?? random() * 250 * 2 ** n);
    }
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Milliseconds that the provider asks to wait: Retry-After in seconds or as a date, or a rate-limit reset. */
export function retryAfterMs(headers: Headers, now: number = Date.now()): number | undefined {
  const value = headers.get("retry-after") ?? headers.get("ratelimit-reset") ??
    headers.get("x-ratelimit-reset");
  if (value === null) return undefined;
  const seconds = Number(value);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(value) - now;
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}
