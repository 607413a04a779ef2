/**
 * @supabase/lite prints every query that the database refuses, with a stack, and a banner about Storage. Here
 * a refusal is an ordinary answer (a policy, a rule); every other error is still printed.
 */
import { RefusedQuery } from "./rest/connection.ts";

let quiet = false;

/** Leaves those lines out, from now on, in this process. */
export function quietLite(): void {
  if (quiet) return;
  quiet = true;
  const { error, warn } = console;
  console.error = (...values: unknown[]) => {
    if (!(values.length === 1 && isRefusal(values[0]))) error(...values);
  };
  console.warn = (...values: unknown[]) => {
    if (!String(values[0]).startsWith("EXPERIMENTAL FEATURES ENABLED")) warn(...values);
  };
}

function isRefusal(value: unknown): boolean {
  if (value instanceof RefusedQuery) return value.status < 500;
  return value instanceof Error && "code" in value &&
    /^(42703|42883|42501|PGRST|PT\d{3})$/.test(String(value.code));
}
