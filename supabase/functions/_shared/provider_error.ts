/** What can go wrong between us and another company. */

/** The facts of a failed call. */
export interface ProviderFailure {
  /** Which company. */
  readonly provider: string;
  /** Which of its operations. */
  readonly op: string;
  readonly message: string;
  /** Its HTTP status; undefined when no answer came. */
  readonly httpStatus?: number | undefined;
  /** Its own error code, or ours: `timeout`, `network`, `unreadable`, `too_large`. */
  readonly code?: string | undefined;
  /** Whether the same call may succeed later. */
  readonly retryable: boolean;
  /** What the company calls this request, for its support desk. */
  readonly requestId?: string | undefined;
  /** The call may have had its effect all the same: ask before doing it again. */
  readonly outcomeUnknown: boolean;
  /** Seconds it asks us to wait. */
  readonly retryAfterSeconds?: number | undefined;
  readonly cause?: unknown;
}

/** A call to another company that did not give what was asked for. */
export class ProviderError extends Error implements ProviderFailure {
  override readonly name: string = "ProviderError";
  readonly provider: string;
  readonly op: string;
  readonly httpStatus: number | undefined;
  readonly code: string | undefined;
  readonly retryable: boolean;
  readonly requestId: string | undefined;
  readonly outcomeUnknown: boolean;
  readonly retryAfterSeconds: number | undefined;

  constructor(failure: ProviderFailure) {
    super(failure.message, { cause: failure.cause });
    this.provider = failure.provider;
    this.op = failure.op;
    this.httpStatus = failure.httpStatus;
    this.code = failure.code;
    this.retryable = failure.retryable;
    this.requestId = failure.requestId;
    this.outcomeUnknown = failure.outcomeUnknown;
    this.retryAfterSeconds = failure.retryAfterSeconds;
  }
}

/** No usable answer: the provider is away, too slow or broken. */
export class ProviderUnavailable extends ProviderError {
  override readonly name = "ProviderUnavailable";

  constructor(message: string, outcomeUnknown: boolean, facts: Partial<ProviderFailure> = {}) {
    super({
      provider: "unknown",
      op: "unknown",
      retryable: true,
      ...facts,
      message,
      outcomeUnknown,
    });
  }
}

/**
 * Throws when our key is refused: that says nothing of what was asked for, and nothing was done.
 * @throws {ProviderUnavailable}
 */
export function refuseBadKey(provider: string, httpStatus: number): void {
  if (httpStatus !== 401 && httpStatus !== 403) return;
  const message = `The provider ${provider} refuses our key with ${httpStatus}`;
  throw new ProviderUnavailable(message, false, { provider, httpStatus });
}

/** What a provider calls a request of ours, when it says so. */
export function providerRequestId(headers: Headers): string | undefined {
  for (const name of ["x-paystack-request-id", "x-request-id", "request-id", "cf-ray"]) {
    const value = headers.get(name);
    if (value !== null) return value.slice(0, 200);
  }
  return undefined;
}
