import { assertEquals } from "@std/assert";
import fc from "fast-check";
import type { Database } from "../../../local/supabase/database/database.ts";
import { refusal } from "../actor.ts";
import { letSince } from "../tenancies/tenancies.ts";
import { openWorld } from "../test_database.ts";
import { settleStraight } from "./direct_settlements.ts";
import { setFee } from "./platform_fees.ts";

const kinds = ["rent", "caution_deposit", "service_charge", "utility"] as const;

/** What somebody does; numbers choose among the charges or payments there are. */
type Deed =
  | { readonly do: "charge"; readonly kind: typeof kinds[number]; readonly kobo: number }
  | { readonly do: "take back"; readonly charge: number }
  | { readonly do: "start"; readonly charges: readonly number[] }
  // told: the share of the payee that the provider tells, in hundredths of what it should be; null: it tells of none.
  | {
    readonly do: "succeed";
    readonly payment: number;
    readonly off: number;
    readonly told: number | null;
  }
  | { readonly do: "fail" | "reverse"; readonly payment: number }
  // A refund or a lost dispute of a part, in hundredths of the payment; "draw" sets credit against what is open.
  | {
    readonly do: "refund";
    readonly payment: number;
    readonly part: number;
    readonly drops: boolean;
  }
  | { readonly do: "charge back"; readonly payment: number; readonly part: number }
  | { readonly do: "draw" };

const which = fc.nat(11);
const deed: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({
    do: fc.constant("charge" as const),
    kind: fc.constantFrom(...kinds),
    kobo: fc.integer({ min: 1, max: 1_000_000 }),
  }),
  fc.record({ do: fc.constant("take back" as const), charge: which }),
  fc.record({
    do: fc.constant("start" as const),
    charges: fc.array(which, { minLength: 1, maxLength: 4 }),
  }),
  fc.record({
    do: fc.constant("succeed" as const),
    payment: which,
    // Now and then the provider tells of another amount.
    off: fc.constantFrom(0, 0, 0, 0, 1),
    told: fc.constantFrom(100, 100, 100, 60, 0, null),
  }),
  fc.record({ do: fc.constantFrom("fail" as const, "reverse" as const), payment: which }),
  fc.record({
    do: fc.constant("refund" as const),
    payment: which,
    part: fc.integer({ min: 1, max: 120 }),
    drops: fc.boolean(),
  }),
  fc.record({
    do: fc.constant("charge back" as const),
    payment: which,
    part: fc.integer({ min: 1, max: 120 }),
  }),
  fc.record({ do: fc.constant("draw" as const) }),
);

let references = 0;

/** What of a tenancy has entries in the books. */
const sources =
  `select id from charges where tenancy_id = $1 union all select id from payments where tenancy_id = $1
  union all select id from payment_returns where subject_id = $1
  union all select d.id from credit_draws as d join payments as p on p.id = d.payment_id where p.tenancy_id = $1`;

/** A tenancy of its own with what was charged and paid in it. */
class Account {
  readonly #charges: string[] = [];
  readonly payments: { readonly reference: string; readonly kobo: number }[] = [];

  private constructor(
    readonly database: Database,
    readonly org: string,
    readonly tenancy: string,
    readonly tenant: { user: string },
  ) {}

  static async open(database: Database, world: Parameters<typeof letSince>[1]): Promise<Account> {
    const { tenancy, tenant } = await letSince(database, world, 3);
    return new Account(database, world.org, tenancy.id, tenant);
  }

  async charge(kind: string, kobo: number): Promise<void> {
    const [charge] = await this.database.query<{ id: string }>(
      `insert into charges (org_id, tenancy_id, kind, due_on, amount_kobo, description)
       values ($1, $2, $3, '2026-12-01', $4, 'For the test') returning id`,
      [this.org, this.tenancy, kind, kobo],
    );
    this.#charges.push(charge?.id as string);
  }

  async start(wanted: readonly number[]): Promise<void> {
    const charges = new Set(wanted.map((n) => this.#charges[n]).filter((id) => id !== undefined));
    const reference = `EST-property-${++references}`;
    const started = this.database.query<{ kobo: number }>(
      "select amount_kobo::float8 as kobo from service.start_payment($1, $2::text::uuid[], 'paystack', $3)",
      [this.tenant.user, `{${[...charges].join(",")}}`, reference],
    );
    // What is settled already, and nothing at all, cannot be paid.
    const [row] = await started.catch(async () => {
      const { hint } = await refusal(started);
      assertEquals(["charge.settled", "payment.bad_charges"].includes(hint), true, hint);
      return [];
    });
    if (row !== undefined) this.payments.push({ reference, kobo: row.kobo });
  }

  async succeed(n: number, off = 0, told: number | null = 100): Promise<void> {
    const payment = this.payments[n];
    if (payment === undefined) return;
    if (told !== null) {
      await this.database.query(
        `select service.keep_told_split($1, split.subaccount_code,
           greatest(0, ($2::bigint - split.fee_kobo - 1) * $3::bigint / 100))
         from service.checkout_split($1) as split`,
        [payment.reference, payment.kobo, told],
      );
    }
    await this.database.query(
      "select private.settle_payment('paystack', $1, $1, $2, 'NGN', '2026-11-20T09:30:00Z', 'card', 1)",
      [payment.reference, payment.kobo + off],
    );
  }

  async fail(n: number): Promise<void> {
    const reference = this.payments[n]?.reference ?? "none";
    await this.database.query("select service.fail_payment($1, 'Declined')", [reference]);
  }

  /** Takes back a payment that had succeeded. */
  async reverse(n: number): Promise<void> {
    await this.database.query(
      `select private.move_payment(id, 'reversed', 'Charged back') from payments
       where reference = $1 and status = 'succeeded'`,
      [this.payments[n]?.reference ?? "none"],
    );
  }

  /** Gives a part of a payment back, as far as it may be; without people, as the provider's dashboard would. */
  async refund(n: number, part: number, drops: boolean): Promise<void> {
    const payment = this.payments[n];
    if (payment === undefined) return;
    await this.database.query(
      `with made as (
         insert into refunds (org_id, payment_id, subject_id, method, way, status, amount_kobo, reason, drops_charges, provider_refund_id)
         select org_id, id, tenancy_id, method, 'provider', 'pending', greatest(1, amount_kobo * $2::bigint / 100), 'For the test', $3,
           gen_random_uuid()
         from payments where reference = $1 and status = 'succeeded' returning *)
       select private.follow_provider_refund(made, 'done') from made`,
      [payment.reference, part, drops],
    );
  }

  /** The payer's bank takes a part of a payment back. */
  async chargeBack(n: number, part: number): Promise<void> {
    const payment = this.payments[n];
    if (payment === undefined) return;
    const kobo = Math.max(1, Math.floor(payment.kobo * part / 100));
    await this.database.query(
      "select service.keep_dispute('paystack', $1, null, $2, $3, 'lost') where $4",
      [payment.reference, crypto.randomUUID(), kobo, true],
    );
  }

  /** Takes back a charge that nobody paid. */
  async takeBack(n: number): Promise<void> {
    await this.database.query(
      `insert into charges (org_id, tenancy_id, kind, due_on, amount_kobo, description, reverses_id)
       select org_id, tenancy_id, kind, due_on, -amount_kobo, 'Taken back', id from charges
       where id = $1 and paid_kobo = 0 and not is_reversed`,
      [this.#charges[n] ?? null],
    );
  }

  do(deed: Deed): Promise<void> {
    switch (deed.do) {
      case "charge":
        return this.charge(deed.kind, deed.kobo);
      case "take back":
        return this.takeBack(deed.charge);
      case "start":
        return this.start(deed.charges);
      case "succeed":
        return this.succeed(deed.payment, deed.off, deed.told);
      case "fail":
        return this.fail(deed.payment);
      case "reverse":
        return this.reverse(deed.payment);
      case "refund":
        return this.refund(deed.payment, deed.part, deed.drops);
      case "charge back":
        return this.chargeBack(deed.payment, deed.part);
      case "draw":
        return this.database.query("select private.draw_credit()", []).then(() => {});
    }
  }

  /** What came of it, without ids, numbers and times. */
  async state() {
    const [charges, payments, accounts, receipts] = await Promise.all([
      this.database.query(
        `select kind, amount_kobo::float8, paid_kobo::float8, is_reversed from charges
         where tenancy_id = $1 order by kind, amount_kobo, id`,
        [this.tenancy],
      ),
      this.database.query(
        "select status, count(*)::int, sum(amount_kobo)::float8 as kobo from payments where tenancy_id = $1 group by status order by status",
        [this.tenancy],
      ),
      this.database.query(
        `select account.kind, sum(line.debit_kobo - line.credit_kobo)::float8 as kobo
         from ledger_lines as line join ledger_accounts as account on account.id = line.account_id
         join ledger_entries as entry on entry.id = line.entry_id
         where entry.source_id in (${sources})
         group by account.kind order by account.kind`,
        [this.tenancy],
      ),
      this.database.query(
        "select kind, sum(amount_kobo)::float8 as kobo from receipts where tenancy_id = $1 group by kind order by kind",
        [this.tenancy],
      ),
    ]);
    return { charges, payments, accounts, receipts };
  }
}

Deno.test("whatever is charged, paid, taken back and repeated: the books balance and nothing is settled twice", async () => {
  const { database, world, close } = await openWorld();
  try {
    await setFee(database, world.people.staff, { bps: 333, flat_kobo: 7, cap_kobo: 20_000 });
    await settleStraight(database, world);
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { minLength: 5, maxLength: 25 }), async (deeds) => {
        const account = await Account.open(database, world);
        for (const it of deeds) await account.do(it);
        const wrong = await database.query(
          "select what, details from private.ledger_differences($1)",
          [world.org],
        );
        assertEquals(wrong, []);
        const over = await database.query(
          `select charge.id from charges as charge
           where charge.tenancy_id = $1 and greatest(charge.amount_kobo, 0) < (
             select coalesce(sum(allocation.amount_kobo - coalesce(part.kobo, 0)), 0) from payment_allocations as allocation
             join payments as payment on payment.id = allocation.payment_id and payment.status = 'succeeded'
             left join lateral (
               select sum(part.amount_kobo) as kobo from payment_return_parts as part
               where part.payment_id = allocation.payment_id and part.charge_id = allocation.charge_id) as part on true
             where allocation.charge_id = charge.id)`,
          [account.tenancy],
        );
        assertEquals(over, []);
        // What is owed is what was charged and not settled; what is held for nobody is credit.
        const [sums] = await database.query(
          `select coalesce(sum(line.debit_kobo - line.credit_kobo), 0)::float8 as owed, (
             select coalesce(sum(amount_kobo - paid_kobo), 0)::float8 from charges where tenancy_id = $1
           ) as open
           from ledger_lines as line
           join ledger_accounts as account on account.id = line.account_id and account.kind = 'tenant_receivable'
           join ledger_entries as entry on entry.id = line.entry_id
           where entry.source_id in (${sources})`,
          [account.tenancy],
        );
        assertEquals(sums?.owed, sums?.open);
        // What the provider holds, for the organization and for the platform, and what it paid to the bank, is what came, less
        // what went back and its fees.
        const [money] = await database.query(
          `select (coalesce(sum(line.debit_kobo - line.credit_kobo), 0) + (
             select coalesce(sum(move.clearing_kobo), 0) from platform_moves as move
             join payments as payment on payment.id = move.payment_id where payment.tenancy_id = $1
           ))::float8 as held, (
             select coalesce(sum(amount_kobo - returned_kobo - provider_fees_kobo), 0)::float8 from payments
             where tenancy_id = $1 and status = 'succeeded'
           ) - (
             select coalesce(sum(provider_fees_kobo), 0)::float8 from payments where tenancy_id = $1 and status = 'reversed'
           ) as expected
           from ledger_lines as line
           join ledger_accounts as account on account.id = line.account_id and account.kind in ('provider_clearing', 'paid_to_bank')
           join ledger_entries as entry on entry.id = line.entry_id
           where entry.source_id in (${sources})`,
          [account.tenancy],
        );
        assertEquals(money?.held, money?.expected);
      }),
      { numRuns: 25 },
    );
  } finally {
    await close();
  }
});

Deno.test("events told twice, late and in any order end in the same state", async () => {
  const { database, world, close } = await openWorld();
  try {
    await setFee(database, world.people.staff, { bps: 333, flat_kobo: 7, cap_kobo: 20_000 });
    await settleStraight(database, world);
    const story = fc.record({
      charges: fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 2, maxLength: 5 }),
      // Several payments may want the same charge: whichever comes second is credit.
      payments: fc.array(fc.array(fc.nat(4), { minLength: 1, maxLength: 3 }), {
        minLength: 1,
        maxLength: 4,
      }),
      events: fc.array(fc.record({ payment: fc.nat(3), success: fc.boolean() }), {
        minLength: 2,
        maxLength: 10,
      }),
    });
    const withOrder = story.chain((it) =>
      fc.record({
        story: fc.constant(it),
        order: fc.shuffledSubarray(it.events, { minLength: it.events.length }),
        repeated: fc.subarray(it.events),
      })
    );
    await fc.assert(
      fc.asyncProperty(withOrder, async ({ story, order, repeated }) => {
        const states = [];
        for (const events of [story.events, [...order, ...repeated]]) {
          const account = await Account.open(database, world);
          for (const kobo of story.charges) await account.charge("utility", kobo);
          for (const charges of story.payments) await account.start(charges);
          for (const { payment, success } of events) {
            await (success ? account.succeed(payment) : account.fail(payment));
          }
          states.push(await account.state());
        }
        assertEquals(states[1], states[0]);
      }),
      { numRuns: 25 },
    );
  } finally {
    await close();
  }
});
