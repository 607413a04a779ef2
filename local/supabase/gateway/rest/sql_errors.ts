/** What a database error becomes over HTTP: PostgREST's own table (its Error.hs, mapSQLtoHTTP). */

/** Statuses by whole SQLSTATE, or by its class: the longest that fits counts; everything else is 400. */
const statuses: Readonly<Record<string, number>> = {
  "08": 503, // connection exception
  "09": 500, // triggered action exception
  "0L": 403, // invalid grantor
  "0P": 403, // invalid role specification
  "21000": 500, // cardinality violation
  "23503": 409, // foreign key violation
  "23505": 409, // unique violation
  "25": 500, // invalid transaction state
  "25006": 405, // read-only transaction
  "28": 403, // invalid authorization specification
  "2D": 500, // invalid transaction termination
  "38": 500, // external routine exception
  "39": 500, // external routine invocation
  "3B": 500, // savepoint exception
  "40": 500, // transaction rollback
  "42883": 404, // undefined function
  "42P01": 404, // undefined table
  "42P17": 500, // infinite recursion
  "53": 503, // insufficient resources
  "53400": 500, // configuration limit exceeded
  "54": 500, // program limit exceeded
  "55": 500, // object not in prerequisite state
  "57": 500, // operator intervention
  "57P01": 503, // administrator shutdown
  "58": 500, // system error
  "F0": 500, // configuration file error
  "HV": 500, // foreign data wrapper error
  "P0": 500, // PL/pgSQL error
  "P0001": 400, // raise exception without a code
  "XX": 500, // internal error
};

/** An error as the database reports it. */
export interface SqlError {
  readonly code: string;
  readonly message: string;
  readonly detail?: string | null | undefined;
  readonly hint?: string | null | undefined;
}

/** The HTTP status of `error` for a caller; visitors have no token, so they are asked to sign in. */
export function statusOf({ code, message }: SqlError, visitor: boolean): number {
  if (code === "42501") return visitor ? 401 : 403;
  if (code === "21000" && message.endsWith("requires a WHERE clause")) return 400;
  if (code === "22023" && /^role .* does not exist$/s.test(message)) return 401;
  if (code.startsWith("PT")) {
    const status = Number(code.slice(2));
    return status >= 200 && status <= 599 ? status : 500;
  }
  return statuses[code] ?? statuses[code.slice(0, 2)] ?? 400;
}

/** The error's body, with the names that PostgREST gives. */
export function bodyOf({ code, message, detail, hint }: SqlError): Record<string, string | null> {
  return { code, details: detail ?? null, hint: hint ?? null, message };
}

/** `cause` as an error that the database reported; undefined when it came from elsewhere. */
export function sqlError(cause: unknown): SqlError | undefined {
  if (!(cause instanceof Error) || !("code" in cause) || !("severity" in cause)) return undefined;
  return typeof cause.code === "string" ? cause as Error & SqlError : undefined;
}
