/** What waits for the platform's staff: something in each state that only they end, made as it comes about. */
import { nigerianDate } from "../../../clients/sdk/src/ground/nigerian_date.ts";
import type { TestDatabase } from "../test_database.ts";
import { as, idFrom } from "../actor.ts";
import { freshListing } from "../deals/prospects.ts";
import { addSchedule, call, demand, owedBy, pay, start } from "../money/owed.ts";
import {
  claim as claimPayouts,
  decidePayout,
  hear,
  payableAccount,
  requestPayout,
} from "../money/payouts.ts";
import { disputed, listed, paidHome, sending } from "../money/refunding.ts";
import { letSince } from "../tenancies/tenancies.ts";
import { verify } from "../trust/verifying.ts";
import { createOrganization, createUser, type World } from "../world.ts";

type Database = TestDatabase["database"];

/** What disputed payments and refunds here come to. */
export const kobo = 5_000;

/** Ids of what waits, each for one act. */
export interface StaffWork {
  readonly pending: readonly [string, string];
  readonly published: string;
  readonly title: string;
  readonly person: string;
  /** An organization of its own, with its one member and a listing under review. */
  readonly org: string;
  readonly deadLetters: readonly [string, string];
  readonly exception: string;
  readonly payout: string;
  readonly unclearRefunds: readonly [string, string];
  readonly disputes: readonly [string, string];
  readonly depositReturns: readonly [string, string];
  readonly offlinePayments: readonly [string, string];
  /** Of a payment that stands. */
  readonly receipt: string;
  /** A message that its reader reported, and the report. */
  readonly message: string;
  readonly report: string;
  /** A number that another profile proved before. */
  readonly signal: string;
  /** Verifications whose name is unclear. */
  readonly cases: readonly [string, string];
  /** A report of the published listing, and an appeal of the organization. */
  readonly listingReport: string;
  readonly appeal: string;
  /** Asked to be forgotten while something open concerns them. */
  readonly erasure: string;
  /** A checkout that nobody paid. */
  readonly openReference: string;
}

/** Makes one of each, in the world's organization as far as it takes one. */
export async function addStaffWork(database: Database, world: World): Promise<StaffWork> {
  const { owner, accountant, staff } = world.people;
  const twice = async <Made>(make: () => Promise<Made>) => [await make(), await make()] as const;

  const published = await freshListing(database, world);
  await as(database, staff, "select set_listing_review($1, true)", [world.org]);
  const pending = await twice(() => freshListing(database, world));
  await as(database, staff, "select set_listing_review($1, false)", [world.org]);
  const title = await idFrom(
    database,
    owner,
    "select id from add_title_document($1, 'deed_of_assignment', 'Ada Obi', $2)",
    [world.property, crypto.randomUUID()],
  );
  const person = await createUser(database, "somebody");
  const org = await createOrganization(
    database,
    { user: await createUser(database, "dealer") },
    "Dealer Homes",
  );

  const account = await payableAccount(database, world);
  const { id: payout } = await requestPayout(database, owner, world.org, account, kobo);
  await decidePayout(database, accountant, "approve_payout", { payout_id: payout });
  await claimPayouts(database);
  await hear(database, payout, "needs_person", { amount_kobo: kobo });

  const unclearRefunds = await twice(async () => {
    const { id, payment } = await sending(database, world, kobo);
    await listed(database, payment.id, [], { provesAbsence: false, minutes: 11 });
    return id;
  });
  const disputes = await twice(async () => {
    const home = await paidHome(database, world);
    const id = crypto.randomUUID();
    await disputed(database, home.payment.reference, "open", { id });
    return (await database.query<{ id: string }>(
      "select id from disputes where provider_dispute_id = $1",
      [id],
    ))[0]!.id;
  });
  const open = await letSince(database, world, 0);
  const { reference: openReference } = await start(database, open.tenant.user, [
    await demand(database, owner, open.tenancy.id, kobo, "2027-01-01"),
  ]);
  const message = await idFrom(
    database,
    world.people.tenant,
    `insert into messages (org_id, conversation_id, client_id, body)
     values ($1, $2, gen_random_uuid(), 'Pay me directly') returning id`,
    [world.org, world.conversation],
  );
  const report = await idFrom(database, owner, "select report_message($1, 'scam') as id", [
    message,
  ]);
  const [noticed] = await database.query<{ id: string }>(
    "select private.open_signal('phone_shared', 'person', $1::uuid, null, $1::uuid, $1::uuid::text, '{}') as id",
    [person],
  );
  const listingReport = await idFrom(
    database,
    world.people.stranger,
    "select report_listing($1, 'wrong_facts') as id",
    [published],
  );
  const [appeal] = await database.query<{ id: string }>(
    `insert into appeals (subject, subject_id, org_id, words)
     values ('organization', $1, $1, 'It is ours') returning id`,
    [org],
  );
  const [erasure] = await database.query<{ id: string }>(
    `insert into private.erasure_requests (user_id, erase_at, waits_since, matters)
     values ($1, now(), now(), '{report}') returning id`,
    [await createUser(database, "leaver")],
  );
  return {
    erasure: erasure!.id,
    signal: noticed!.id,
    cases: await twice(() => unclearName(database)),
    message,
    report,
    listingReport,
    appeal: appeal!.id,
    pending,
    published,
    title,
    person,
    org,
    deadLetters: await twice(() => deadLetter(database)),
    exception: (await database.query<{ id: string }>(
      "select private.note_payment_exception('unknown_reference', 'paystack', $1, $1, null, '{}') as id",
      [crypto.randomUUID()],
    ).then(() =>
      database.query<{ id: string }>(
        "select id from payment_exceptions where kind = 'unknown_reference' order by id desc limit 1",
      )
    ))[0]!.id,
    payout,
    unclearRefunds,
    disputes,
    depositReturns: await twice(() => disputedDepositReturn(database, world)),
    offlinePayments: await twice(() => disputedPayment(database, world)),
    receipt: (await database.query<{ id: string }>(
      `select receipt.id from receipts as receipt join payments as payment on payment.id = receipt.payment_id
       where payment.status = 'succeeded' order by receipt.id desc limit 1`,
    ))[0]!.id,
    openReference,
  };
}

/** An event of a provider that was tried as often as any is. */
async function deadLetter(database: Database): Promise<string> {
  const reference = `EST-dead-${crypto.randomUUID()}`;
  const service = <Row>(sql: string, given: unknown[]) => as<Row>(database, "service", sql, given);
  await service(
    "select service.receive_provider_event('paystack', encode(sha256($1::text::bytea), 'hex'), 'charge.success', $1, '{}')",
    [
      reference,
    ],
  );
  const claimed = await service<{ message_id: string; event_id: string }>(
    "select * from service.claim_provider_events(100, 0) where $1",
    [true],
  );
  const [event] = await database.query<{ id: string }>(
    "select id from private.provider_events where reference = $1",
    [reference],
  );
  const mine = claimed.find((it) => it.event_id === event?.id);
  await service("select service.retry_provider_event($1, $2, 8, 'It broke')", [
    mine?.message_id,
    mine?.event_id,
  ]);
  return event!.id;
}

/** The tenant says that a deposit did not come back as two members say. */
async function disputedDepositReturn(database: Database, world: World): Promise<string> {
  const { owner, accountant } = world.people;
  const home = await letSince(database, world, 3);
  const tenancy_id = home.tenancy.id;
  await addSchedule(database, owner, { tenancy_id, kind: "caution_deposit", amount_kobo: 300_000 });
  await pay(database, home.tenant.user, (await owedBy(database, tenancy_id)).map((it) => it.id));
  await as(database, owner, "select end_tenancy($1, 'Moved out')", [tenancy_id]);
  const { id } = await call<{ id: string }>(database, owner, "record_deposit_return", {
    tenancy_id,
    amount_kobo: 300_000,
    method: "bank_transfer",
    returned_on: nigerianDate(),
    bank_reference: crypto.randomUUID(),
    client_id: crypto.randomUUID(),
  }, "id");
  await as(database, accountant, "select confirm_deposit_return($1)", [id]);
  await as(database, home.tenant, "select dispute_deposit_return($1, 'It never came')", [id]);
  return id;
}

/** The tenant says that they never gave the cash that a member recorded. */
async function disputedPayment(database: Database, world: World): Promise<string> {
  const home = await letSince(database, world, 0);
  const charge = await demand(database, world.people.owner, home.tenancy.id, kobo, "2027-01-01");
  const id = await idFrom(
    database,
    world.people.accountant,
    "select id from record_offline_payment(array[$1::uuid], 'cash', $2, $3, gen_random_uuid())",
    [charge, kobo, nigerianDate()],
  );
  await as(database, home.tenant, "select dispute_payment($1, 'I gave no cash to anybody')", [id]);
  return id;
}

/** Somebody whose name the register has nearly, with a number of their own. */
async function unclearName(database: Database): Promise<string> {
  const number = String(crypto.getRandomValues(new Uint32Array(1))[0]! % 1e9 + 7e10);
  const claimant = { user: await createUser(database, "claimant") };
  return (await verify(database, claimant, number, { score: 70 })).id;
}
