/** Errors as RFC 9457 application/problem+json, with codes that never change. */
import { problemCatalogue, type ProblemCode } from "./problem_catalogue.ts";

export type { ProblemCode };

/** Where the pages that explain the codes are; a problem's `type` is this and its code. */
export const problemTypeBase = "https://estate.ng/problems/";

/** Where a validation problem lies, and what is wrong there. */
export interface FieldProblem {
  /** An RFC 6901 pointer into the body, or into the parameters when one of them is wrong. */
  readonly pointer: string;
  /** What kind of mistake, stable: a zod issue code such as `too_small`; `invalid` when not given. */
  readonly code?: string;
  readonly detail: string;
}

/** What only some problems tell. */
export interface ProblemMembers {
  /** What may be chosen instead: the names of other providers. */
  readonly alternatives?: readonly string[];
}

/** More about one occurrence. */
export interface ProblemDetails {
  /** What happened this time, safe to show. */
  readonly detail?: string;
  readonly errors?: readonly FieldProblem[];
  /** Seconds after which a repeat makes sense; becomes the Retry-After header. */
  readonly retryAfterSeconds?: number;
  /** More response headers. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Members of this problem's own, beside those that every problem has (RFC 9457, section 3.2). */
  readonly members?: ProblemMembers;
  readonly cause?: unknown;
}

/** The body of a problem, without the request it belongs to. */
export interface ProblemBody extends ProblemMembers {
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly errors?: readonly Required<FieldProblem>[];
}

/** An error that the caller is meant to see. */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly errors: readonly Required<FieldProblem>[];
  readonly retryAfterSeconds: number | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly members: ProblemMembers;

  constructor(
    readonly code: string,
    readonly status: number,
    readonly title: string,
    details: ProblemDetails = {},
  ) {
    super(details.detail ?? title, { cause: details.cause });
    this.errors = (details.errors ?? []).map((error) => ({ code: "invalid", ...error }));
    this.retryAfterSeconds = details.retryAfterSeconds;
    this.headers = details.headers ?? {};
    this.members = details.members ?? {};
  }

  /** A problem of the catalogue. */
  static of(code: ProblemCode, details: ProblemDetails = {}): Problem {
    const [status, title] = problemCatalogue[code];
    return new Problem(code, status, title, details);
  }

  /** What can be stored and told again. */
  toBody(): ProblemBody {
    return {
      title: this.title,
      status: this.status,
      detail: this.message,
      code: this.code,
      ...(this.errors.length > 0 ? { errors: this.errors } : {}),
      ...this.members,
    };
  }

  /** The HTTP response; `instance` names the request. */
  toResponse(requestId: string, typeBase = problemTypeBase): Response {
    const body = {
      type: `${typeBase}${this.code}`,
      instance: `urn:request:${requestId}`,
      ...this.toBody(),
    };
    const headers = new Headers(this.headers);
    headers.set("content-type", "application/problem+json");
    headers.set("cache-control", "no-store");
    if (this.retryAfterSeconds !== undefined) {
      headers.set("retry-after", String(Math.max(1, Math.ceil(this.retryAfterSeconds))));
    }
    return new Response(JSON.stringify(body), { status: this.status, headers });
  }
}

/** The RFC 6901 pointer of a path. */
export function pointerTo(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`)
    .join("");
}
