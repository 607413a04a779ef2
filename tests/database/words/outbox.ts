/** What tests of the outbox share: people who can be reached, workers, and what stands in it. */
import type { Database } from "../../../local/supabase/database/database.ts";
import { sha256Hex } from "../../../supabase/functions/_shared/hmac.ts";
import { as } from "../actor.ts";
import { openWorld } from "../test_database.ts";

/** A delivery as service.claim_deliveries() hands it out. */
export interface Handed {
  readonly delivery_id: string;
  readonly lease_id: string;
  readonly reference: string;
  readonly kind: string;
  readonly to: string;
  readonly subject: string | null;
  readonly text: string;
  readonly html: string | null;
  readonly language: string;
  readonly pages: number | null;
  readonly unsubscribe_token: string | null;
}

/** What came of one. */
export interface Came {
  readonly outcome: "sent" | "refused" | "not_sent" | "unknown";
  readonly provider_id?: string;
  readonly cost_kobo?: number;
  readonly code?: string;
}

/** Nothing waits, no hour is quiet, and nobody is too fast. */
export async function openOutbox(database: Database): Promise<void> {
  await database.exec(`
    delete from private.deliveries;
    update private.delivery_channels set quiet_from = null, quiet_until = null, per_second = 10000, burst = 10000`);
}

/** Gives somebody a confirmed phone number; returns it. */
export async function givePhone(
  database: Database,
  user: string,
  phone: string = `234803${String(Math.floor(Math.random() * 1e7)).padStart(7, "0")}`,
): Promise<string> {
  await database.query(
    "update auth.users set phone = $2, phone_confirmed_at = now() where id = $1",
    [user, phone],
  );
  return `+${phone}`;
}

/** Facts of a payment that settled. */
export const paid = { amount_kobo: 120000000, reference: "EST-1" };

/** The world with an outbox that is open, and its tenant with a phone. */
export async function openReachable() {
  const { database, world, close } = await openWorld();
  await openOutbox(database);
  const { tenant } = world.people;
  const phone = await givePhone(database, tenant.user);
  return { database, world, close, tenant, phone };
}

/** What a text is known by where it is not kept. */
export const hashOf = (text: string) => sha256Hex(new TextEncoder().encode(text));

/** Gives up what nobody reported on, as the clock does. */
export const closeDeliveries = (database: Database) =>
  database.query("select private.close_deliveries()", []);

/** Tells somebody something, as the database's own functions do. */
export async function tell(
  database: Database,
  people: readonly string[],
  kind: string,
  payload: Record<string, unknown> = {},
  title = "Something happened",
  org: string | null = null,
): Promise<void> {
  await database.query(
    `select private.notify($1::text::uuid[], coalesce($2, (select id from organizations order by id limit 1)), $3, $4,
       gen_random_uuid(), $5::text::jsonb)`,
    [`{${people.join(",")}}`, org, kind, title, JSON.stringify(payload)],
  );
}

/** Takes what is due of a channel, as a worker does. */
export async function claim(
  database: Database,
  channel: "sms" | "email",
  most = 25,
  leaseSeconds = 120,
): Promise<readonly Handed[]> {
  const [row] = await as<{ claimed: { deliveries: Handed[] } }>(
    database,
    "service",
    "select service.claim_deliveries($1, $2, $3, 'https://app.example') as claimed",
    [channel, most, leaseSeconds],
  );
  return row?.claimed.deliveries ?? [];
}

/** Says what came of deliveries. */
export async function finish(
  database: Database,
  handed: readonly Handed[],
  came: Came | ((handed: Handed) => Came),
  provider = "termii",
): Promise<number> {
  const results = handed.map((it) => ({
    delivery_id: it.delivery_id,
    lease_id: it.lease_id,
    provider,
    ...typeof came === "function" ? came(it) : came,
  }));
  const [row] = await as<{ noted: number }>(
    database,
    "service",
    "select service.finish_deliveries($1::text::jsonb) as noted",
    [JSON.stringify(results)],
  );
  return row?.noted ?? NaN;
}

/** A provider's report on a message; returns what became of it. */
export async function report(
  database: Database,
  providerId: string,
  status: string,
  raw: Record<string, unknown> = {},
  provider = "termii",
): Promise<string> {
  const [row] = await as<{ answer: string }>(
    database,
    "service",
    "select service.record_delivery_report($1, $2, $3, '2026-11-27T10:00:00Z', $4::text::jsonb) as answer",
    [provider, providerId, status, JSON.stringify(raw)],
  );
  return row?.answer ?? "";
}

/** What stands in the outbox: "channel status reason", in order of channel. */
export async function standing(database: Database, user?: string): Promise<string[]> {
  const rows = await database.query<{ line: string }>(
    `select concat_ws(' ', channel, status, reason) as line from private.deliveries
     where $1::uuid is null or user_id = $1 order by channel, id`,
    [user ?? null],
  );
  return rows.map((row) => row.line);
}

/** Lets the time of every lease and every wait pass. */
export async function passTime(database: Database): Promise<void> {
  await database.exec(
    "update private.deliveries set next_at = now() - interval '1 second' where next_at is not null",
  );
}
