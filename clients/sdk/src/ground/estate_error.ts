/** What the project refused, with the stable code of docs/problems. */
export class EstateError extends Error {
  override readonly name = "EstateError";

  constructor(
    message: string,
    /** Stable code, such as unit.already_taken; a SQLSTATE when the project has no code for it. */
    readonly code: string,
    /** HTTP status. */
    readonly status: number,
    /** The field that is wrong, when one is. */
    readonly field?: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
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
  throw new EstateError(message, hint || code, answer.status, fieldOf(details), {
    cause: answer.error,
  });
}

/** Reads problem+json. */
export async function problemOf(response: Response): Promise<EstateError> {
  const body = await response.json().catch(() => ({})) as {
    code?: string;
    detail?: string;
    errors?: { pointer: string }[];
  };
  return new EstateError(
    body.detail ?? response.statusText,
    body.code ?? "http.error",
    response.status,
    body.errors?.[0]?.pointer.slice(1),
  );
}

function fieldOf(details: string | null | undefined): string | undefined {
  try {
    const field = (JSON.parse(details ?? "") as { field?: unknown }).field;
    return typeof field === "string" ? field : undefined;
  } catch {
    return undefined;
  }
}
