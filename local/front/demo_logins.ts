/** The logins of supabase/seed.sql that are worth knowing. */
import type { Database } from "../supabase/database/database.ts";
import { demoStaffEmail, demoStaffSecret } from "./demo_second_factor.ts";
import type { DemoLogin } from "./status.ts";

/** The password of them all. */
export const demoPassword = "estate-demo-2026";

/** Who they are. */
export const demoLogins: readonly DemoLogin[] = [
  { email: "owner@demo.estate.ng", who: "a landlady in Lagos" },
  { email: "agency@demo.estate.ng", who: "owner of an agency" },
  { email: "tenant@demo.estate.ng", who: "a tenant with two years of history" },
  {
    email: demoStaffEmail,
    who: "reviews what needs a person",
    totpSecret: demoStaffSecret,
  },
];

/** Those that are in the database. */
export async function demoLoginsIn(database: Database): Promise<readonly DemoLogin[]> {
  const found = await database.query<{ email: string }>(
    "select email from auth.users where email = any ($1::text[])",
    [demoLogins.map(({ email }) => email)],
  );
  return demoLogins.filter(({ email }) => found.some((it) => it.email === email));
}
