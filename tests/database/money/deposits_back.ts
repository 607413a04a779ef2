/** A deposit to give back, and who records that it was. */
import type { Database } from "../../../local/supabase/database/database.ts";
import { nigerianDate } from "../../../clients/sdk/src/ground/nigerian_date.ts";
import { type Actor, as } from "../actor.ts";
import { letSince } from "../tenancies/tenancies.ts";
import type { World } from "../world.ts";
import { addSchedule, call, owedBy, pay } from "./owed.ts";

/** A return as a test looks at it. */
export interface Return {
  id: string;
  status: string;
}

/** A tenancy that ended with a paid deposit of 300,000 kobo. */
export async function left(database: Database, world: World) {
  const { owner } = world.people;
  const home = await letSince(database, world, 3);
  await addSchedule(database, owner, {
    tenancy_id: home.tenancy.id,
    kind: "caution_deposit",
    amount_kobo: 300_000,
  });
  await pay(
    database,
    home.tenant.user,
    (await owedBy(database, home.tenancy.id)).map((it) => it.id),
  );
  await as(database, owner, "select end_tenancy($1, 'Moved out')", [home.tenancy.id]);
  return { id: home.tenancy.id, tenant: { user: home.tenant.user } };
}

/** Records that it was given back: by a transfer of its own today, where nothing else is said. */
export const recordReturn = (
  database: Database,
  by: Actor,
  tenancy: string,
  given: Record<string, unknown> = {},
) =>
  call<Return>(database, by, "record_deposit_return", {
    tenancy_id: tenancy,
    amount_kobo: 300_000,
    method: "bank_transfer",
    returned_on: nigerianDate(),
    bank_reference: crypto.randomUUID(),
    client_id: crypto.randomUUID(),
    ...given,
  }, "id, status");
