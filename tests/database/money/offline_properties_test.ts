import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { nigerianDate } from "../../../clients/sdk/src/ground/nigerian_date.ts";
import { type Actor, as, refusal } from "../actor.ts";
import { openWorld } from "../test_database.ts";
import { liftLimits, reportPayment } from "../world.ts";

/** Something that somebody does with one of three payments. */
interface Act {
  readonly which: number;
  readonly how:
    | "report"
    | "record"
    | "confirm"
    | "reject"
    | "ask"
    | "expire"
    | "acknowledge"
    | "dispute"
    | "settle"
    | "staff confirms"
    | "take back";
  readonly kobo: number;
}

const hows = [
  "report",
  "record",
  "confirm",
  "reject",
  "ask",
  "expire",
  "acknowledge",
  "dispute",
  "settle",
  "staff confirms",
  "take back",
] as const;

/** What a payment and its books are, by what the offline payment is. */
const fitting: Readonly<Record<string, readonly [payment: string, entries: number]>> = {
  submitted: ["pending", 0],
  needs_more: ["pending", 0],
  recorded: ["pending", 0],
  disputed: ["pending", 0],
  rejected: ["failed", 0],
  expired: ["abandoned", 0],
  confirmed: ["succeeded", 1],
  reversed: ["reversed", 2],
};

Deno.test("whatever is done in whatever order, books, charges and payments agree", async () => {
  const { database, world, close } = await openWorld();
  try {
    await liftLimits(database);
    const { people, org, tenancy } = world;
    const today = nigerianDate();
    const call = (by: Actor, sql: string, ...given: unknown[]) => as(database, by, sql, given);
    const demand = async () =>
      (await database.query<{ id: string }>(
        `insert into charges (org_id, tenancy_id, kind, due_on, amount_kobo, description)
         values ($1, $2, 'utility', '2026-12-01', 1000, 'For the test') returning id`,
        [org, tenancy],
      ))[0]?.id as string;

    const overdue = (id: string) =>
      database.query(
        "update offline_payments set answer_by = now() - interval '1 minute' where id = $1 and answer_by is not null",
        [id],
      );
    const act = async ({ how, kobo }: Act, id: string | undefined, charge: string) => {
      if (how === "report") {
        return await reportPayment(database, people.tenant, org, { charge, kobo });
      }
      if (how === "record") {
        const [row] = await call(
          people.manager,
          "select id from record_offline_payment(array[$1::uuid], 'cash', $2, $3, gen_random_uuid())",
          charge,
          kobo,
          today,
        );
        return String(row?.["id"]);
      }
      if (id === undefined) return undefined;
      switch (how) {
        case "confirm":
          await call(people.owner, "select confirm_offline_payment($1, $2, $3)", id, kobo, today);
          break;
        case "staff confirms":
          await call(
            people.staff,
            "select confirm_offline_payment($1, $2, $3, 'Both signed for it')",
            id,
            kobo,
            today,
          );
          break;
        case "reject":
          await call(people.owner, "select reject_offline_payment($1, 'Not there')", id);
          break;
        case "ask":
          await call(people.owner, "select ask_for_proof($1, 'Which bank?')", id);
          break;
        case "acknowledge":
          await call(people.tenant, "select acknowledge_payment($1)", id);
          break;
        case "dispute":
          await call(people.tenant, "select dispute_payment($1, 'It is not so')", id);
          break;
        case "take back":
          await call(people.owner, "select take_back_payment($1, 'It was forged')", id);
          break;
        case "expire":
          await overdue(id);
          await database.query("select private.expire_payment_proofs()");
          break;
        case "settle":
          await overdue(id);
          await database.query("select private.settle_recorded_payments()");
          break;
      }
      return undefined;
    };

    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            which: fc.integer({ min: 0, max: 2 }),
            how: fc.constantFrom(...hows),
            kobo: fc.constantFrom(400, 1000, 1500),
          }),
          { minLength: 4, maxLength: 14 },
        ),
        async (acts: readonly Act[]) => {
          // Two of the three are for the same charge.
          const shared = await demand();
          const charges = [shared, shared, await demand()];
          const made: (string | undefined)[] = [undefined, undefined, undefined];
          for (const one of acts) {
            const charge = charges[one.which] ?? "";
            try {
              made[one.which] = await act(one, made[one.which], charge) ?? made[one.which];
            } catch (error) {
              const { hint } = await refusal(Promise.reject(error));
              if (!/^(offline_payment|charge|auth)\./.test(hint)) throw error;
            }
          }
          const kept = await database.query<Record<string, unknown>>(
            `select o.status, p.status as payment, p.amount_kobo, o.confirmed_kobo,
               (select count(*)::int from ledger_entries as e where e.source_id = p.id) as entries,
               (select coalesce(sum(r.amount_kobo), 0)::int from receipts as r where r.payment_id = p.id) as receipted
             from offline_payments as o join payments as p on p.id = o.payment_id
             where exists (select from payment_items as i where i.payment_id = p.id and i.charge_id = any ($1::text::uuid[]))`,
            [`{${charges.join(",")}}`],
          );
          for (const row of kept) {
            assertEquals(
              [row["payment"], row["entries"]],
              [...(fitting[String(row["status"])] ?? [])],
            );
            const came = ["confirmed", "reversed"].includes(String(row["status"]));
            assertEquals(row["receipted"], came ? row["confirmed_kobo"] : 0);
            if (came) assertEquals(row["amount_kobo"], row["confirmed_kobo"]);
          }
          const [sums] = await database.query(
            `select
               (select coalesce(sum(debit_kobo - credit_kobo), 0)::int from ledger_lines where org_id = $1) as unbalanced,
               (select sum(l.debit_kobo - l.credit_kobo)::bigint from ledger_lines as l join ledger_accounts as a on a.id = l.account_id
                where a.org_id = $1 and a.kind = 'tenant_receivable')
                 - (select sum(open_kobo)::bigint from charge_balances where org_id = $1) as astray,
               (select count(*)::int from charge_balances where org_id = $1 and (open_kobo < 0 or paid_kobo > amount_kobo)) as over`,
            [org],
          );
          assertEquals(sums, { unbalanced: 0, astray: 0, over: 0 });
        },
      ),
      { numRuns: 40 },
    );
  } finally {
    await close();
  }
});
