/** A world with autopay in it, for the tests of saved cards and autopay. */
import { nigerianDate } from "../../../clients/sdk/src/ground/nigerian_date.ts";
import type { Database } from "../../../local/supabase/database/database.ts";
import { openWorld } from "../test_database.ts";
import { liftLimits, type World } from "../world.ts";
import { demand, settle } from "./owed.ts";
import { allow, announce, cardOf, daysLater, saveCard } from "./saving.ts";

export const tenantOf = (world: World) => world.people.tenant;

/** A world whose tenant has a card and allowed autopay; returns a function that demands what falls due in `days`. */
export async function openAutopay(given: Record<string, unknown> = {}) {
  const opened = await openWorld();
  const { database, world } = opened;
  await liftLimits(database);
  const tenant = tenantOf(world);
  const owe = (kobo = 50_000, days = 0, kind = "utility") =>
    demand(database, world.people.owner, world.tenancy, kobo, nigerianDate(days), kind);
  const first = await owe(10_000, 60);
  const { reference } = await saveCard(database, tenant.user, first);
  await settle(database, { reference, kobo: 10_000 });
  const card = await cardOf(database, tenant.user);
  const autopay = await allow(database, tenant, {
    tenancy_id: world.tenancy,
    authorization_id: card,
    ...given,
  });
  /** Demands it and lets its days of notice go by. */
  const due = async (kobo = 50_000) => {
    const charge = await owe(kobo);
    await announce(database);
    await daysLater(database, 3);
    return charge;
  };
  return { ...opened, tenant, card, autopay, owe, due };
}

export const newsOf = async (database: Database, user: string) =>
  (await database.query<{ kind: string }>(
    "select kind from notifications where user_id = $1 and kind like 'autopay%' order by id",
    [user],
  )).map((it) => it.kind);
export const statusOf = async (database: Database, payment: string) =>
  (await database.query<{ status: string }>("select status::text from payments where id = $1", [
    payment,
  ]))[0]?.status;
export const autopayOf = async (database: Database, id: string) => {
  const [row] = await database.query<{ status: string; paused_because: string | null }>(
    "select status::text, paused_because::text from autopays where id = $1",
    [id],
  );
  return [row?.status, row?.paused_because];
};
