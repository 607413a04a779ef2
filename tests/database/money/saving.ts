/** What tests of saved cards and autopay do again and again. */
import type { Database } from "../../../local/supabase/database/database.ts";
import { type Actor, as } from "../actor.ts";
import { call, demand } from "./owed.ts";
import type { World } from "../world.ts";

/** What a worker that charges a card is given. */
export interface Begun {
  payment_id: string;
  provider: string;
  reference: string;
  amount_kobo: number;
  email: string | null;
  sealed: string | null;
}

/** A plan as a test looks at it. */
export interface Plan {
  id: string;
  charge_id: string;
  status: string;
  amount_kobo: number;
  take_on: string;
  declines: number;
  payment_id: string | null;
  last_answer: string | null;
}

const sealedText = (n: string) => `test.AAAAAAAAAAAAAAAA.${btoa(n).replace(/=+$/, "")}==`;

/** Starts a checkout of a charge, and agrees that the card is kept if a text is named; returns its reference. */
export async function startToKeep(
  database: Database,
  user: string,
  charge: string,
  text: { version: string | null; language: string | null } | null = {
    version: "2026-11",
    language: "en",
  },
  provider = "paystack",
  reference = `EST-card-${crypto.randomUUID()}`,
): Promise<string> {
  await as(
    database,
    "service",
    "select service.start_payment($1, $2::text::uuid[], $3, $4, $5, $6)",
    [user, `{${charge}}`, provider, reference, text?.version ?? null, text?.language ?? null],
  );
  return reference;
}

/** Starts a checkout of a charge, agrees that the card is kept, and has the provider's answer keep it. */
export async function saveCard(
  database: Database,
  user: string,
  charge: string,
  what: { provider?: string; card?: string; expiresOn?: string | null; consents?: boolean } = {},
): Promise<{ reference: string; kept: boolean }> {
  const { provider = "paystack", card = "1", expiresOn = "2031-12-31", consents = true } = what;
  const reference = await startToKeep(
    database,
    user,
    charge,
    consents ? undefined : null,
    provider,
  );
  const [saved] = await as<{ kept: boolean }>(
    database,
    "service",
    `select service.save_authorization($1, $2, 'card', 'visa', 'TEST BANK', '4081', $3, 'payer@example.ng',
       encode(sha256($4::text::bytea), 'hex'), $5) as kept`,
    [reference, provider, expiresOn, card, sealedText(`${card} ${reference}`)],
  );
  return { reference, kept: saved?.kept === true };
}

/** The newest usable card of somebody. */
export async function cardOf(database: Database, user: string): Promise<string> {
  const [card] = await database.query<{ id: string }>(
    "select id from saved_authorizations where user_id = $1 and status = 'usable' order by id desc limit 1",
    [user],
  );
  return card?.id as string;
}

/** Allows autopay as somebody; returns its row. */
export const allow = (
  database: Database,
  by: Actor,
  given: Record<string, unknown>,
): Promise<{ id: string; status: string; paused_because: string | null }> =>
  call(database, by, "allow_autopay", {
    kinds: "{utility}",
    most_per_charge_kobo: 100_000,
    most_per_month_kobo: 300_000,
    consent_version: "2026-11",
    consent_language: "en",
    ...given,
  });

/** Their plans, in the order in which the charges were made: those of one moment have no order of their own. */
export const plansOf = (database: Database, user: string) =>
  database.query<Plan>(
    `select id, charge_id, status::text, amount_kobo, take_on::text, declines, payment_id, last_answer
     from autopay_plans where user_id = $1 order by charge_id, id`,
    [user],
  );

/** The clock's job, until nothing is left. */
export async function announce(database: Database): Promise<void> {
  for (let done = 1; done > 0;) {
    const [row] = await database.query<{ done: number }>(
      "select private.announce_autopay() as done where $1",
      [true],
    );
    done = row?.done ?? 0;
  }
}

/** As a worker takes the next charge whose day has come. */
export async function begin(
  database: Database,
  providers: readonly string[] = ["paystack", "flutterwave"],
): Promise<Begun | undefined> {
  const [begun] = await as<Begun>(
    database,
    "service",
    "select * from service.begin_autopay($1::text::payment_method[])",
    [`{${providers.join(",")}}`],
  );
  return begun;
}

/** As a worker tells what the provider answered. */
export async function answer(
  database: Database,
  payment: string,
  what: string,
  reason: string | null = null,
): Promise<string | undefined> {
  const [row] = await as<{ told: string }>(
    database,
    "service",
    "select service.record_autopay_answer($1, $2, $3, $4) as told",
    [payment, what, reason, what === "action" ? "https://bank.example/confirm" : null],
  );
  return row?.told;
}

/** Has the days of autopay go by. */
export async function daysLater(database: Database, days: number): Promise<void> {
  for (
    const statement of [
      "update autopay_plans set take_on = take_on - $1::int, first_tried_on = first_tried_on - $1::int, not_before = not_before - make_interval(days => $1)",
      "update private.autopay_attempts set tried_on = tried_on - $1::int",
    ]
  ) await database.query(statement, [days]);
}

/** Has hours go by since a payment by autopay was made, and since it was last begun. */
export async function hoursLater(
  database: Database,
  payment: string,
  hours: number,
): Promise<void> {
  for (
    const statement of [
      "update payments set created_at = created_at - make_interval(hours => $2) where id = $1",
      "update private.autopay_attempts set begun_at = begun_at - make_interval(hours => $2) where payment_id = $1",
    ]
  ) await database.query(statement, [payment, hours]);
}

/** A row in every table of saved cards and autopay, of the world's tenant. */
export async function addAutopay(database: Database, world: World): Promise<void> {
  const { owner, tenant } = world.people;
  const charge = await demand(database, owner, world.tenancy, 5000, "2026-11-01");
  await saveCard(database, tenant.user, charge);
  await allow(database, tenant, {
    tenancy_id: world.tenancy,
    authorization_id: await cardOf(database, tenant.user),
  });
  await announce(database);
  await daysLater(database, 3);
  // The checkout of saveCard() is open, and autopay would wait for it.
  await database.query(
    "select private.move_payment(id, 'failed', 'Left') from payments where payer_id = $1 and status = 'created'",
    [tenant.user],
  );
  await begin(database);
  await as(database, tenant, "select ask_virtual_account($1)", [world.tenancy]);
  await database.query(
    "select service.open_payment_account(reference, 'Mock Bank', '7824822527', now()::text) from payments where id = $1",
    [world.payment],
  );
}
