/** An organization to which people pay offline, and what they do and look at. */
import { nigerianDate } from "../../../clients/sdk/src/ground/nigerian_date.ts";
import { type Actor, as } from "../actor.ts";
import { openWorld } from "../test_database.ts";
import { createUser, liftLimits, reportPayment } from "../world.ts";

/** An offline payment as a test looks at it. */
export interface Row {
  id: string;
  payment_id: string;
  status: string;
  confirmed_kobo: number | null;
  decision: string | null;
}

/** Opens it; a second accountant is the first one's colleague. */
export async function openOffice() {
  const { database, world, close } = await openWorld();
  await liftLimits(database);
  const { org, people: { tenant } } = world;
  const today = nigerianDate();
  const colleague = { user: await createUser(database, "Second accountant") };
  await database.query(
    "insert into memberships (org_id, user_id, role) values ($1, $2, 'accountant')",
    [org, colleague.user],
  );

  const demand = async (kobo: number, kind = "utility", dueOn = "2026-12-01") =>
    (await database.query<{ id: string }>(
      `insert into charges (org_id, tenancy_id, kind, due_on, amount_kobo, description)
       values ($1, $2, $3, $4, $5, 'For the test') returning id`,
      [org, world.tenancy, kind, dueOn, kobo],
    ))[0]?.id as string;
  const report = (kobo: number, what: Parameters<typeof reportPayment>[3] = {}) =>
    reportPayment(database, tenant, org, { kobo, ...what });
  const call = (by: Actor, fn: string, ...given: unknown[]) =>
    as<Row>(
      database,
      by,
      `select * from ${fn}(${given.map((_, at) => `$${at + 1}`).join(", ")})`,
      given,
    ).then((rows) => rows[0] as Row);
  const confirm = (by: Actor, id: string, kobo: number, on = today) =>
    call(by, "confirm_offline_payment", id, kobo, on);
  const read = async (id: string) =>
    (await database.query<Row>("select * from offline_payments where id = $1", [id]))[0] as Row;
  const paymentOf = async (id: string) =>
    (await database.query<{ status: string; amount_kobo: number; method: string }>(
      `select p.status, p.amount_kobo, p.method from payments as p
       join offline_payments as o on o.payment_id = p.id where o.id = $1`,
      [id],
    ))[0];
  const openOf = async (charge: string) =>
    (await database.query<{ open_kobo: number }>(
      "select open_kobo from charge_balances where charge_id = $1",
      [charge],
    ))[0]?.open_kobo;
  const receiptsOf = async (
    id: string,
  ) => (await database.query<{ amount_kobo: number; received_on: string }>(
    `select r.amount_kobo, r.received_on::text from receipts as r
       join offline_payments as o on o.payment_id = r.payment_id where o.id = $1 order by r.serial`,
    [id],
  ));
  const toldOf = async (id: string, kind: string) =>
    (await database.query<{ user_id: string }>(
      "select user_id from notifications where subject_id = $1 and kind = $2 order by id",
      [id, kind],
    )).map((row) => row.user_id);
  /** What each account of the books holds, debits positive. */
  const books = async () =>
    Object.fromEntries(
      (await database.query<{ kind: string; kobo: number }>(
        `select a.kind, sum(l.debit_kobo - l.credit_kobo)::bigint as kobo
         from ledger_lines as l join ledger_accounts as a on a.id = l.account_id
         where a.org_id = $1 group by 1`,
        [org],
      )).map((row) => [row.kind, row.kobo]),
    );

  return {
    database,
    world,
    close,
    today,
    colleague,
    demand,
    report,
    call,
    confirm,
    read,
    paymentOf,
    openOf,
    receiptsOf,
    toldOf,
    books,
  };
}
