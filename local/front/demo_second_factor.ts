/** The demo staff login has an authenticator app from the start, whose secret everybody may know. */
import type { Database } from "../supabase/database/database.ts";
import { addFactor } from "../supabase/gateway/auth/factors.ts";

/** The login that has one. */
export const demoStaffEmail = "staff@demo.estate.ng";

/** To be typed into an authenticator app; `task start` prints the code of the moment too. */
export const demoStaffSecret = "ESTATE2DEMO2STAFF2LOGIN2SECRET23";

/** Gives it to the login of the demo data, where that is there and has none. */
export async function giveDemoSecondFactor(database: Database): Promise<void> {
  const [staff] = await database.query<{ id: string }>(
    `select id from auth.users as account where account.email = $1
       and not exists (select from auth.mfa_factors as factor where factor.user_id = account.id)`,
    [demoStaffEmail],
  );
  if (staff === undefined) return;
  await addFactor(database, {
    id: crypto.randomUUID(),
    userId: staff.id,
    name: "Demo",
    secret: demoStaffSecret,
    status: "verified",
  });
}
