/**
 * @supabase/lite prints every query that the database refuses, with a stack, and a banner about Storage. Here
 * a refusal is an ordinary answer (a policy, a rule); every other error is still printed.
 */
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
  return value instanceof Error && "code" in value &&
    /^(PT\d{3}|23\d{3}|42501|22P02)$/.test(String(value.code));
}
