import { EstateError, problemOf } from "./problem.ts";
import { readRefusal } from "./refusal.ts";

export { EstateError, problemOf };

interface ApiError {
  readonly code?: string;
  readonly message: string;
  readonly details?: string | null;
  readonly hint?: string | null;
}

/** The data of an answer of supabase-js. @throws {EstateError} for its error, http.unreachable where none came */
export function dataOf<Data>(
  answer: { data: Data | null; error: ApiError | null; status: number },
): Data {
  if (answer.error === null) return answer.data as Data;
  if (answer.status === 0) throw unreachable(answer.error);
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
  throw unreachable(answer.error);
}

function unreachable(cause: unknown): EstateError {
  return new EstateError("Cannot reach the project", "http.unreachable", 0, undefined, { cause });
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
