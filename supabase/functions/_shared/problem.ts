/** Errors as RFC 9457 application/problem+json, with codes that never change. */

/** Status and title of every code that functions raise themselves. The database brings its own. */
const catalogue = {
  "request.malformed": [400, "The request cannot be read"],
  "request.invalid": [422, "The request does not fit its description"],
  "request.unsupported_media_type": [415, "The body must be JSON"],
  "request.too_large": [413, "The body is too large"],
  "request.not_found": [404, "There is nothing at this address"],
  "request.timeout": [504, "The answer took too long"],
  "auth.missing_token": [401, "Sign in first"],
  "auth.invalid_token": [401, "The token is not valid"],
  "auth.forbidden": [403, "You may not do this"],
  "idempotency.key_missing": [400, "An Idempotency-Key is needed"],
  "idempotency.in_progress": [409, "The first request with this key is still running"],
  "idempotency.payload_mismatch": [422, "This key was used for another request"],
  "rate_limit.exceeded": [429, "Too many requests"],
  "webhook.bad_signature": [401, "The signature is wrong"],
  "webhook.malformed": [400, "The event cannot be read"],
  "upstream.unavailable": [503, "A provider does not answer"],
  "upstream.circuit_open": [503, "A provider is down"],
  "upstream.refused": [502, "A provider refused the request"],
  "database.conflict": [409, "This is there already"],
  "database.invalid": [422, "The data breaks a rule"],
  "database.busy": [503, "Try again in a moment"],
  "internal.unexpected": [500, "Something went wrong on our side"],
} as const satisfies Record<string, readonly [number, string]>;

/** A code of the catalogue. */
export type ProblemCode = keyof typeof catalogue;

/** Where a validation problem lies: an RFC 6901 pointer into the body, or a parameter's name. */
export interface FieldProblem {
  readonly pointer: string;
  readonly detail: string;
}

/** More about one occurrence. */
export interface ProblemDetails {
  /** What happened this time, safe to show. */
  readonly detail?: string;
  readonly errors?: readonly FieldProblem[];
  /** Seconds after which a repeat makes sense; becomes the Retry-After header. */
  readonly retryAfterSeconds?: number;
  readonly cause?: unknown;
}

/** An error that the caller is meant to see. */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly errors: readonly FieldProblem[];
  readonly retryAfterSeconds: number | undefined;

  constructor(
    readonly code: string,
    readonly status: number,
    readonly title: string,
    details: ProblemDetails = {},
  ) {
    super(details.detail ?? title, { cause: details.cause });
    this.errors = details.errors ?? [];
    this.retryAfterSeconds = details.retryAfterSeconds;
  }

  /** A problem of the catalogue. */
  static of(code: ProblemCode, details: ProblemDetails = {}): Problem {
    const [status, title] = catalogue[code];
    return new Problem(code, status, title, details);
  }

  /** The HTTP response; `instance` names the request. */
  toResponse(requestId: string): Response {
    const body = {
      type: `https://estate.ng/problems/${this.code}`,
      title: this.title,
      status: this.status,
      detail: this.message,
      instance: `urn:request:${requestId}`,
      code: this.code,
      ...(this.errors.length > 0 ? { errors: this.errors } : {}),
    };
    const headers = new Headers({ "content-type": "application/problem+json" });
    if (this.retryAfterSeconds !== undefined) {
      headers.set("retry-after", String(Math.max(1, Math.ceil(this.retryAfterSeconds))));
    }
    return new Response(JSON.stringify(body), { status: this.status, headers });
  }
}

/** An error as supabase-js returns it. */
export interface DatabaseError {
  readonly code?: string;
  readonly message: string;
  readonly details?: string | null;
  readonly hint?: string | null;
}

/**
 * The problem behind a database error. Our SQL raises SQLSTATE PTnnn with the code as hint and the field
 * in a JSON detail (`private.raise_problem`); the rest is mapped by SQLSTATE, without its message.
 */
export function problemOf(error: DatabaseError): Problem {
  const raised = /^PT(\d{3})$/.exec(error.code ?? "");
  if (raised !== null && error.hint) {
    return new Problem(error.hint, Number(raised[1]), error.message, {
      errors: fieldOf(error.details ?? "", error.message),
      cause: error,
    });
  }
  switch (error.code) {
    case "23505":
      return Problem.of("database.conflict", { cause: error });
    case "23503":
    case "23514":
    case "22P02":
    case "23502":
      return Problem.of("database.invalid", { cause: error });
    case "42501":
      return Problem.of("auth.forbidden", { cause: error });
    case "40001":
    case "40P01":
    case "55P03":
    case "57014":
      return Problem.of("database.busy", { retryAfterSeconds: 1, cause: error });
    default:
      return Problem.of("internal.unexpected", { cause: error });
  }
}

function fieldOf(detail: string, message: string): FieldProblem[] {
  try {
    const field = (JSON.parse(detail) as { field?: unknown }).field;
    return typeof field === "string" ? [{ pointer: `/${field}`, detail: message }] : [];
  } catch {
    return [];
  }
}
