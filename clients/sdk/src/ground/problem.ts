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
