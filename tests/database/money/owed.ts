/** What tests of what is owed do again and again. */
import type { Database } from "../../../local/supabase/database/database.ts";
import { type Actor, as } from "../actor.ts";
import type { World } from "../world.ts";
import { addAutopay } from "./saving.ts";
import { addReturns } from "./refunding.ts";
import { addPlatformFee } from "./platform_fees.ts";

/** A charge as a test looks at it. */
export interface Charge {
  id: string;
  kind: string;
  days: string | null;
  due_on: string;
  amount_kobo: number;
  paid_kobo: number;
  description: string;
}

/** A schedule as a test looks at it. */
export interface Schedule {
  id: string;
  kind: string;
  amount_kobo: number;
  every: string | null;
  first_on: string;
  until_on: string;
  next_on: string | null;
  due_days: number;
  goes_on: boolean;
}

/** What is owed of a tenancy and not taken back, first due first. */
export const owedBy = (database: Database, tenancy: string, kind?: string) =>
  database.query<Charge>(
    `select id, kind::text, period::text as days, due_on::text, amount_kobo, paid_kobo, description
     from charges where tenancy_id = $1 and reverses_id is null and not is_reversed and ($2::text is null or kind::text = $2::text)
     order by due_on, id`,
    [tenancy, kind ?? null],
  );

/** Calls a function of the API that gives a row, with its arguments by name. */
export async function call<Row>(
  database: Database,
  by: Actor,
  name: string,
  given: Readonly<Record<string, unknown>>,
  columns = "*",
): Promise<Row> {
  const [row] = await as<Row>(
    database,
    by,
    `select ${columns} from ${name}(${
      Object.keys(given).map((key, n) => `${key} => $${n + 1}`).join(", ")
    })`,
    Object.values(given),
  );
  return row as Row;
}

const scheduleColumns =
  "id, kind::text, amount_kobo, every::text, first_on::text, until_on::text, next_on::text, due_days, goes_on";

/** Adds a schedule as somebody. */
export const addSchedule = (database: Database, by: Actor, given: Record<string, unknown>) =>
  call<Schedule>(database, by, "add_charge_schedule", given, scheduleColumns);

/** Replaces a schedule as somebody. */
export const replaceSchedule = (database: Database, by: Actor, given: Record<string, unknown>) =>
  call<Schedule>(database, by, "replace_charge_schedule", given, scheduleColumns);

/** Ends a schedule as somebody. */
export const endSchedule = (database: Database, by: Actor, given: Record<string, unknown>) =>
  call<Schedule>(database, by, "end_charge_schedule", given, scheduleColumns);

/** Demands money by hand; returns the charge's id. */
export async function demand(
  database: Database,
  by: Actor,
  tenancy: string,
  kobo: number,
  dueOn: string,
  kind = "utility",
): Promise<string> {
  const { id } = await call<{ id: string }>(database, by, "demand_charge", {
    tenancy_id: tenancy,
    kind,
    amount_kobo: kobo,
    due_on: dueOn,
    description: "Diesel",
  }, "id");
  return id;
}

/** Starts a checkout of charges; returns its reference and amount. */
export async function start(
  database: Database,
  user: string,
  charges: readonly string[],
  provider = "paystack",
) {
  const reference = `EST-owed-${crypto.randomUUID()}`;
  const [payment] = await as<{ id: string; amount_kobo: number }>(
    database,
    "service",
    "select id, amount_kobo from service.start_payment($1, $2::text::uuid[], $3, $4)",
    [user, `{${charges.join(",")}}`, provider, reference],
  );
  return { reference, id: payment?.id as string, kobo: payment?.amount_kobo as number };
}

/** The provider confirms a checkout; returns what became of it. */
export async function settle(
  database: Database,
  payment: { reference: string; kobo: number },
  provider = "paystack",
) {
  const [row] = await database.query<{ outcome: string }>(
    "select private.settle_payment($3, $1, $1, $2, 'NGN', now(), 'card', 0) as outcome",
    [payment.reference, payment.kobo, provider],
  );
  return row?.outcome;
}

/** Pays charges in one checkout. */
export async function pay(database: Database, user: string, charges: readonly string[]) {
  const payment = await start(database, user, charges);
  await settle(database, payment);
  return payment;
}

/** Runs a job of the clock, as of a day. */
export const generate = (database: Database, asOf?: string) =>
  database.query(
    "select private.generate_charges(coalesce($1::text::date, private.lagos_date()))",
    [
      asOf ?? null,
    ],
  );

/** The accounts of an organization's books: debits less credits, in kobo, where not zero. */
export async function books(database: Database, org: string): Promise<Record<string, number>> {
  const rows = await database.query<{ kind: string; kobo: number }>(
    `select account.kind::text, sum(line.debit_kobo - line.credit_kobo)::bigint as kobo
     from ledger_lines as line join ledger_accounts as account on account.id = line.account_id
     where line.org_id = $1 group by 1 having sum(line.debit_kobo - line.credit_kobo) <> 0 order by 1`,
    [org],
  );
  return Object.fromEntries(rows.map((row) => [row.kind, Number(row.kobo)]));
}

/** What the nightly proof finds wrong in the books of an organization. */
export const differences = (database: Database, org: string) =>
  database.query("select what, details from private.ledger_differences($1)", [org]);

/** A row in every table of what is owed that the world has none in. */
export async function addOwed(database: Database, world: World): Promise<void> {
  const { owner } = world.people;
  const charge = await demand(database, owner, world.tenancy, 1000, "2027-01-31");
  await as(database, owner, "select divide_charge($1, $2::text::jsonb)", [
    charge,
    JSON.stringify([{ due_on: "2027-01-31", amount_kobo: 400 }, {
      due_on: "2027-02-28",
      amount_kobo: 600,
    }]),
  ]);
  await as(database, owner, "select set_late_fee($1, 7, bps => 500)", [world.tenancy]);
  await as(database, owner, "select set_reminder_rule($1, '{-7,0}')", [world.org]);
  await database.query(
    `insert into reminders (org_id, tenancy_id, due_on, days, told_on, amount_kobo)
     values ($1, $2, '2025-01-31', 0, '2025-01-31', 1000)`,
    [world.org, world.tenancy],
  );
  await database.query(
    "insert into private.reminder_looks (org_id, looked_on) values ($1, '2025-01-31')",
    [world.org],
  );
  const fee = await demand(database, owner, world.tenancy, 10, "2027-02-28", "penalty");
  await database.query(
    `insert into late_fees (charge_id, org_id, rule_id, late_id, late_kobo)
     select $1, org_id, id, $2, 100 from late_fee_rules where tenancy_id = $3`,
    [fee, world.charge, world.tenancy],
  );
  // Two tabs pay one charge: what the second one paid is credit, of which the next charges draw.
  const tabs = [
    await start(database, world.people.tenant.user, [fee]),
    await start(database, world.people.tenant.user, [fee]),
  ];
  for (const tab of tabs) await settle(database, tab);
  await database.query("select private.draw_credit() where $1", [true]);
  await database.query(
    `insert into deposit_deductions (org_id, tenancy_id, charge_id, payment_id, amount_kobo, reason)
     values ($1, $2, $3, $4, 1, 'A broken sink')`,
    [world.org, world.tenancy, world.charge, world.payment],
  );
  await database.query(
    `insert into deduction_disputes (org_id, tenancy_id, deduction_id, stands_id, disputed_kobo, reason)
     select org_id, tenancy_id, id, id, amount_kobo, 'It was broken before' from deposit_deductions where org_id = $1`,
    [world.org],
  );
  await addReturns(database, world);
  await database.query(
    `insert into tax_certificates (org_id, tenancy_id, charge_id, payment_id, amount_kobo, certificate_no, issued_on)
     values ($1, $2, $3, $4, 1, 'FIRS/2027/1', '2026-11-01')`,
    [world.org, world.tenancy, world.charge, world.payment],
  );
  await database.query(
    `insert into tenancy_handovers (
       org_id, side, pair_id, tenancy_id, other_org_id, other_name, other_tenancy_id, handed_over_on, deposit_kobo, prepaid_kobo)
     select $1, 'taken_over', gen_random_uuid(), $2, membership.org_id, 'Other Homes', gen_random_uuid(), private.lagos_date(), 0, 0
     from memberships as membership where membership.user_id = $3`,
    [world.org, world.tenancy, world.people.otherOwner.user],
  );
  await database.query(
    "insert into provider_balances (provider, on_day, not_before) values ('paystack', '2020-01-01', now()) on conflict do nothing",
    [],
  );
  await database.query(
    `insert into deposits_due (tenancy_id, org_id, due_on, basis) values ($1, $2, '2027-12-31', '30 days: as agreed')`,
    [world.tenancy, world.org],
  );
  await database.query(
    `insert into deposit_returns (org_id, tenancy_id, amount_kobo, method, returned_on, client_id, answer_by)
     values ($1, $2, 1, 'cash', private.lagos_date(), gen_random_uuid(), now() + interval '7 days')`,
    [world.org, world.tenancy],
  );
  await as(
    database,
    owner,
    `select demand_application_fee(id, 'viewing', 1000, 'For the tour', gen_random_uuid())
     from applications where applicant_id = $1`,
    [world.people.tenant.user],
  );
  await addAutopay(database, world);
  await addPlatformFee(database, world);
}
