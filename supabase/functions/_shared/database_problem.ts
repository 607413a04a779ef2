/** What a database error means to the caller: by SQLSTATE, in one place. */
import { type FieldProblem, pointerTo, Problem } from "./problem.ts";
import type { ProblemCode } from "./problem_catalogue.ts";

/** An error as supabase-js returns it. */
export interface DatabaseError {
  readonly code?: string;
  readonly message: string;
  readonly details?: string | null;
  readonly hint?: string | null;
}

const codes: Readonly<Record<string, ProblemCode>> = {
  "23505": "database.conflict", // unique
  "23P01": "database.conflict", // exclusion
  "23503": "database.invalid", // foreign key
  "23514": "database.invalid", // check
  "23502": "database.invalid", // not null
  "42501": "auth.forbidden", // privilege or row-level security
  "40001": "database.busy", // serialization
  "40P01": "database.busy", // deadlock
  "55P03": "database.busy", // lock timeout
  "57014": "database.busy", // statement timeout
  "57P01": "database.busy", // shutting down
  "57P02": "database.busy", // crashed
  "57P03": "database.busy", // starting up
  "53300": "database.busy", // too many connections
  PGRST000: "database.busy", // PostgREST cannot connect
  PGRST001: "database.busy",
  PGRST002: "database.busy",
  PGRST003: "database.busy", // pool timeout
  PGRST116: "database.not_found", // one row was asked for and there is none
  PGRST301: "auth.invalid_token",
  PGRST302: "auth.missing_token",
  PGRST303: "auth.invalid_token",
};

/**
 * The problem behind a database error. Our SQL raises SQLSTATE PTnnn with the code as hint and the field
 * in a JSON detail (`private.raise_problem`); the rest is mapped by SQLSTATE, without its message, which
 * may name rows and constraints.
 */
export function problemOf(error: DatabaseError): Problem {
  const sqlstate = error.code ?? "";
  const raised = /^PT([45]\d\d)$/.exec(sqlstate);
  if (raised !== null && /^[a-z][a-z0-9_]*(\.[a-z0-9_]+)+$/.test(error.hint ?? "")) {
    return new Problem(error.hint as string, Number(raised[1]), error.message, {
      errors: fieldsOf(error.details ?? "", error.message),
      cause: error,
    });
  }
  const code = codes[sqlstate] ??
    (sqlstate.startsWith("22")
      ? "database.invalid"
      : sqlstate.startsWith("08")
      ? "database.busy"
      : "internal.unexpected");
  return Problem.of(code, {
    ...(code === "database.busy" ? { retryAfterSeconds: 1 } : {}),
    cause: error,
  });
}

function fieldsOf(detail: string, message: string): FieldProblem[] {
  try {
    const field = (JSON.parse(detail) as { field?: unknown } | null)?.field;
    return typeof field === "string" ? [{ pointer: pointerTo([field]), detail: message }] : [];
  } catch {
    // A detail that is not ours says nothing about a field.
    return [];
  }
}
