/**
 * @supabase/lite prints every query that the database refuses, with a stack. Here a refusal is an ordinary
 * answer (a policy, a rule), so those lines are left out; every other error is still printed.
 */
export function quietRefusals(): void {
  const print = console.error;
  console.error = (...values: unknown[]) => {
    const [first] = values;
    const refused = values.length === 1 && first instanceof Error && "code" in first &&
      /^(PT\d{3}|23\d{3}|42501|22P02|P0001)$/.test(String(first.code));
    if (!refused) print(...values);
  };
}
