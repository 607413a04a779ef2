import { readRefusal } from "./refusal.ts";

/** What the project refused, with the stable code of docs/problems. */
export class EstateError extends Error {
  override readonly name = "EstateError";
  /** After how many seconds a repeat makes sense; undefined when that was not told. */
  readonly retryAfterSeconds: number | undefined;
  /** What may be chosen instead, such as another payment provider; empty when that was not told. */
  readonly alternatives: readonly string[];
  /** What the field can be, where it is one of a few words; empty when that was not told. */
  readonly allowed: readonly string[];
  /** Which of them was most likely meant. */
  readonly nearest: string | undefined;

  constructor(
    message: string,
    /** Stable code, such as unit.already_taken; a SQLSTATE when the project has no code for it. */
    readonly code: string,
    /** HTTP status. */
    readonly status: number,
    /** The field that is wrong, when one is. */
    readonly field?: string,
    options?: ErrorOptions & {
      retryAfterSeconds?: number | undefined;
      alternatives?: readonly string[] | undefined;
      allowed?: readonly string[] | undefined;
      nearest?: string | undefined;
    },
  ) {
    super(message, options);
    this.retryAfterSeconds = options?.retryAfterSeconds;
    this.alternatives = options?.alternatives ?? [];
    this.allowed = options?.allowed ?? [];
    this.nearest = options?.nearest;
  }
}

interface ApiError {
  readonly code?: string;
  readonly message: string;
  readonly details?: string | null;
  readonly hint?: string | null;
}

/** The data of an answer of supabase-js. @throws {EstateError} for its error */
export function dataOf<Data>(
  answer: { data: Data | null; error: ApiError | null; status: number },
): Data {
  if (answer.error === null) return answer.data as Data;
  const { message, code = "", details, hint } = answer.error;
  // The database's own hints are advice in words ("Perhaps you need a different …"): only ours name a problem.
  const isOurs = /^PT[45]\d\d$|^PGRST$/.test(code) &&
    /^[a-z][a-z0-9_]*(\.[a-z0-9_]+)+$/.test(hint ?? "");
  const { field, retry_after_s, allowed, nearest } = isOurs
    ? factsOf(details)
    : readRefusal(code, message, details ?? "");
  throw new EstateError(message, isOurs ? hint as string : code, answer.status, field, {
    cause: answer.error,
    retryAfterSeconds: retry_after_s,
    allowed,
    nearest,
  });
}

/**
 * The data of an answer whose shape the generated types cannot tell: JSON, the fields of a composite type, a list of
 * columns that is put together.
 * @throws {EstateError} for its error
 */
export function dataAs<Shape>(answer: Parameters<typeof dataOf>[0]): Shape {
  return dataOf(answer) as Shape;
}

/** The data of an answer of an edge function. @throws {EstateError} for its problem, or when it cannot be reached */
export async function functionData<Data>(
  answer: { data: Data | null; error: { context?: unknown } | null },
): Promise<Data> {
  if (answer.error === null && answer.data !== null) return answer.data;
  const response = answer.error?.context;
  if (response instanceof Response) throw await problemOf(response);
  throw new EstateError("Cannot reach the project", "http.unreachable", 0, undefined, {
    cause: answer.error,
  });
}

/** Reads problem+json. */
export async function problemOf(response: Response): Promise<EstateError> {
  const body = await response.json().catch(() => ({})) as {
    code?: string;
    detail?: string;
    errors?: { pointer: string }[];
    alternatives?: string[];
  };
  return new EstateError(
    body.detail ?? response.statusText,
    body.code ?? "http.error",
    response.status,
    body.errors?.[0]?.pointer.slice(1),
    {
      retryAfterSeconds: Number(response.headers.get("retry-after")) || undefined,
      alternatives: body.alternatives,
    },
  );
}

/** What is told of a refusal beside its code. */
export interface RefusalFacts {
  readonly field?: string | undefined;
  readonly retry_after_s?: number | undefined;
  readonly allowed?: readonly string[] | undefined;
  readonly nearest?: string | undefined;
}

/** What the database tells of a refusal in JSON. */
function factsOf(details: string | null | undefined): RefusalFacts {
  try {
    const told = JSON.parse(details ?? "") as Record<string, unknown>;
    const { field, retry_after_s, allowed, nearest } = told;
    return {
      ...(typeof field === "string" ? { field } : {}),
      ...(typeof retry_after_s === "number" ? { retry_after_s } : {}),
      ...(Array.isArray(allowed) ? { allowed: allowed.map(String) } : {}),
      ...(typeof nearest === "string" ? { nearest } : {}),
    };
  } catch {
    return {};
  }
}
