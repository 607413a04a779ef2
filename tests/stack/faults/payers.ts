/** A stack with a landlord, a tenant and charges to pay, for the faults of this folder. */
import { assertEquals } from "@std/assert";
import { type Checkout, type CheckoutProvider, EstateError, startCheckout } from "@estate/sdk";
import { eventually } from "../../../local/demo/narrator.ts";
import { arrive, leave, type Person } from "../../../local/demo/people.ts";
import { developmentKeys } from "../../../local/settings.ts";
import type { Stack } from "../../../local/stack.ts";
import { startTemporaryStack, type TemporaryStackOptions } from "../../../local/temporary_stack.ts";
import { as } from "../../database/actor.ts";
import {
  createListing,
  createOrganization,
  letTo,
  liftLimits,
  openConversation,
} from "../../database/world.ts";

/** These tests are about many connections at once and the clock of a server. */
export const onServer = Deno.env.get("DATABASE_URL") !== undefined;

/** What became of a payment. */
export interface PaymentRow {
  readonly id: string;
  readonly reference: string;
  readonly method: CheckoutProvider;
  readonly status: string;
  readonly provider_transaction_id: string | null;
}

/** Who pays, and what is asked about it. */
export interface Payers extends AsyncDisposable {
  readonly stack: Stack;
  readonly tenant: Person;
  readonly owner: Person;
  /** The landlord's organization. */
  readonly org: string;
  readonly tenancy: string;
  /** A second person of the payee's side, who may approve. */
  readonly second: Person;
  /** Demands ₦700 more; returns the charge. */
  charge(kobo?: number): Promise<string>;
  checkout(charge: string, provider?: CheckoutProvider, key?: string): Promise<Checkout>;
  /** The code with which a checkout is refused. */
  refused(charge: string, provider?: CheckoutProvider, key?: string): Promise<EstateError>;
  payment(reference: string): Promise<PaymentRow>;
  /** The newest payment for a charge. */
  paymentFor(charge: string): Promise<PaymentRow>;
  /** Waits until a payment has a status. */
  becomes(reference: string, status: string): Promise<PaymentRow>;
  /** Kinds of exceptions of a payment, in order; those that are resolved in brackets. */
  exceptions(reference: string): Promise<string[]>;
  /** Has the database's clock go on: for payments, checks, queues, circuits and days that wait. */
  later(by: string): Promise<void>;
  /** Has the jobs function do what waits. */
  work(): Promise<Readonly<Record<string, number>>>;
  /** Has the jobs function work, minutes apart, until a payment has a status: who looks first may be a worker that began before the clock went on. */
  worksUntil(reference: string, status: string): Promise<void>;
  /** Money is right, and nothing is stuck. */
  audit(): Promise<void>;
}

/** Opens it. */
export async function openPayers(options: TemporaryStackOptions = {}): Promise<Payers> {
  const stack = await startTemporaryStack(options);
  const { database } = stack;
  const [tenant, owner, second] = [
    await arrive(stack, "Chinedu Okeke"),
    await arrive(stack, "Folake Adeyemi"),
    await arrive(stack, "Ngozi Eze"),
  ];
  await liftLimits(database);
  const landlord = { user: owner.id };
  const org = await createOrganization(database, landlord, "Adeyemi Homes");
  await database.query(
    "insert into memberships (org_id, user_id, role) values ($1, $2, 'accountant')",
    [org, second.id],
  );
  const [property] = await as<{ id: string }>(
    database,
    landlord,
    `insert into properties (org_id, kind, name, street, area, lga, state, longitude, latitude)
     values ($1, 'building', 'Court', '5 Commercial Avenue', 'Yaba', 'Lagos Mainland', 'Lagos', 3.379, 6.512) returning id`,
    [org],
  );
  const [unit] = await as<{ id: string }>(
    database,
    landlord,
    "insert into units (org_id, property_id, label, kind) values ($1, $2, 'Flat 1', 'flat') returning id",
    [org, property?.id],
  );
  const unitId = unit?.id ?? "";
  const listing = await createListing(database, landlord, { org, unit: unitId });
  const conversation = await openConversation(database, { user: tenant.id }, listing);
  const tenancy = await letTo(database, landlord, { user: tenant.id }, {
    conversation,
    unit: unitId,
  });

  const row = async (where: string, value: string) => {
    const [found] = await database.query<PaymentRow>(
      `select id, reference, method, status, provider_transaction_id from payments as p where ${where} order by id desc limit 1`,
      [value],
    );
    if (found === undefined) throw new Error(`There is no payment for ${value}`);
    return found;
  };
  const payers: Payers = {
    stack,
    tenant,
    owner,
    org,
    tenancy,
    second,
    async charge(kobo = 70_000) {
      const [charge] = await as<{ id: string }>(
        database,
        landlord,
        "select id from demand_charge($1, 'utility', $2, '2027-01-31', 'Diesel', gen_random_uuid())",
        [tenancy, kobo],
      );
      return charge?.id ?? "";
    },
    async checkout(charge, provider = "paystack", key = crypto.randomUUID()) {
      await database.query(
        "delete from private.rate_limits where bucket like 'payments.%' and $1",
        [true],
      );
      return await startCheckout(tenant.estate, [charge], key, provider);
    },
    async refused(charge, provider, key) {
      try {
        await payers.checkout(charge, provider, key);
      } catch (error) {
        if (error instanceof EstateError) return error;
        throw error;
      }
      throw new Error("Expected the checkout to be refused");
    },
    payment: (reference) => row("p.reference = $1", reference),
    paymentFor: (charge) =>
      row(
        "exists (select from payment_items as i where i.payment_id = p.id and i.charge_id = $1)",
        charge,
      ),
    becomes: (reference, status) =>
      eventually(`${reference} becoming ${status}`, async () => {
        const found = await payers.payment(reference);
        return found.status === status ? found : undefined;
      }),
    async exceptions(reference) {
      const found = await database.query<{ told: string }>(
        `select case when resolved_at is null then kind::text else '(' || kind || ')' end as told
         from payment_exceptions where reference = $1 order by kind`,
        [reference],
      );
      return found.map((it) => it.told);
    },
    async later(by) {
      for (
        const statement of [
          "update payments set created_at = created_at - $1::text::interval where status in ('created', 'pending')",
          "update private.autopay_attempts set begun_at = begun_at - $1::text::interval",
          "update private.payment_checks set next_at = next_at - $1::text::interval where next_at is not null",
          "update pgmq.q_provider_events set vt = vt - $1::text::interval",
          "update refunds set sent_at = sent_at - $1::text::interval where status = 'sending'",
          "update private.refund_checks set next_at = next_at - $1::text::interval where next_at is not null",
          "update private.dispute_answers set next_at = next_at - $1::text::interval where next_at is not null",
          "update private.dispute_polls set next_at = next_at - $1::text::interval where next_at is not null",
          "update private.circuit_breakers set opened_at = opened_at - $1::text::interval, round_started_at = round_started_at - $1::text::interval",
          "update private.reconciliations set not_before = not_before - $1::text::interval, leased_until = leased_until - $1::text::interval where finished_at is null",
        ]
      ) await database.query(statement, [by]);
    },
    async work() {
      const response = await fetch(`${stack.url}/functions/v1/jobs/run`, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          "x-jobs-secret": developmentKeys.jobsSecret,
        },
        body: "{}",
      });
      const answer = await response.json() as { done: Record<string, number>; failed: string[] };
      assertEquals(answer.failed, []);
      return answer.done;
    },
    async worksUntil(reference, status) {
      await eventually(`${reference} becoming ${status}`, async () => {
        await payers.later("5 minutes");
        await payers.work();
        return (await payers.payment(reference)).status === status || undefined;
      });
    },
    audit: () => audit(stack),
    async [Symbol.asyncDispose]() {
      await leave([tenant.estate, owner.estate, second.estate]);
      await stack.close();
    },
  };
  return payers;
}

/** What must hold after every fault: each query lists what does not. */
const laws: Readonly<Record<string, string>> = {
  "every entry balances":
    `select entry_id::text as offender from ledger_lines where $1 group by entry_id
    having sum(debit_kobo) <> sum(credit_kobo)`,
  "a settled payment has one entry of its amount, and no other has one":
    `select p.reference as offender from payments as p
     left join ledger_entries as e on e.kind = 'payment' and e.source_id = p.id
     left join lateral (select sum(debit_kobo) as debits from ledger_lines where entry_id = e.id) as l on true
     where $1 and (p.status = 'succeeded') <> (coalesce(l.debits, 0) = p.amount_kobo)`,
  "a settled payment is receipted in full, and no other is":
    `select p.reference as offender from payments as p
     where $1 and case when p.status = 'succeeded' then p.amount_kobo else 0 end
       <> (select coalesce(sum(r.amount_kobo), 0) from receipts as r where r.payment_id = p.id)`,
  "no charge is paid beyond its amount, and what is paid is what was allocated and did not go back":
    `select c.id::text as offender from charges as c where $1 and (c.paid_kobo > greatest(c.amount_kobo, 0) or c.paid_kobo <> (
       select coalesce(sum(a.amount_kobo), 0) from payment_allocations as a join payments as p on p.id = a.payment_id
       where a.charge_id = c.id and p.status = 'succeeded') - (
       select coalesce(sum(r.amount_kobo), 0) from payment_return_parts as r join payments as p on p.id = r.payment_id
       where r.charge_id = c.id and p.status = 'succeeded'))`,
  "no more goes back than was paid": `select reference as offender from payments as p
     where $1 and p.amount_kobo < (select coalesce(sum(amount_kobo), 0) from payment_returns where payment_id = p.id)`,
  "the nightly proof finds nothing":
    "select what as offender from organizations as o, private.ledger_differences(o.id) where $1",
  "no refund is being sent for long":
    `select r.id::text as offender from refunds as r join private.refund_checks as c on c.refund_id = r.id
     where $1 and r.status = 'sending' and not c.is_unclear`,
  "no event waits": "select message::text as offender from pgmq.q_provider_events where $1",
  "no event was given up":
    "select message::text as offender from pgmq.q_provider_events_dead where $1",
  "no payment is open past its time": `select reference as offender from payments
     where $1 and status in ('created', 'pending') and created_at < now() - interval '4 days'`,
};

async function audit({ database }: Stack): Promise<void> {
  for (const [law, query] of Object.entries(laws)) {
    // A worker may be about to take what it has done out of the queue.
    let offenders = await database.query(query, [true]);
    for (let patience = 40; offenders.length > 0 && patience > 0; patience--) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      offenders = await database.query(query, [true]);
    }
    assertEquals(offenders, [], law);
  }
}
