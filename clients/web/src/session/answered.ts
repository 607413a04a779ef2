/** Whether what was asked for with an Idempotency-Key is decided: then, and not before, the next try has another key. */
import { EstateError } from "@estate/sdk/catalogue";

/**
 * A refusal decides. What was lost on the way does not, nor what broke in the project or behind it: it may have been done all
 * the same, and the same key finds out; so does it where the first try is still being worked on.
 */
export function isRefused(error: unknown): boolean {
  return error instanceof EstateError && error.status >= 400 && error.status < 500 &&
    error.code !== "idempotency.in_progress";
}
