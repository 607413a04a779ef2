/** What tests of payouts do again and again. */
import type { Database } from "../../../local/supabase/database/database.ts";
import { type Actor, as } from "../actor.ts";
import { createUser, type World } from "../world.ts";
import { call, settle, start } from "./owed.ts";

/** A payout as a test looks at it. */
export interface Payout {
  id: string;
  status: string;
  reference: string;
  amount_kobo: number;
  fee_kobo: number | null;
  is_sole: boolean;
  failure_reason: string | null;
}

/** A payee account as a test looks at it. */
export interface Account {
  id: string;
  status: string;
  is_sole: boolean;
  payable_from: string | null;
  name_check: string;
}

const payoutColumns = "id, status::text, reference, amount_kobo, fee_kobo, is_sole, failure_reason";
const accountColumns = "id, status::text, is_sole, payable_from::text, name_check::text";

/** Adds an account for a person, as the payments function does. */
export async function addAccount(
  database: Database,
  by: { user: string },
  org: string,
  changes: Record<string, unknown> = {},
): Promise<Account> {
  const given = {
    acting_user: by.user,
    org_id: org,
    provider: "paystack",
    bank_code: "057",
    bank_name: "Zenith Bank",
    account_name: "FOLAKE ADEYEMI",
    last_four: "4321",
    takes_transfers: false,
    number_hash: crypto.randomUUID().replaceAll("-", "").repeat(2),
    sealed: "k1.c2VhbGVkLW51bWJl.ci1vZi1hLXRlc3Q=",
    ...changes,
  };
  return await call<Account>(
    database,
    "service",
    "service.add_payee_account",
    given,
    accountColumns,
  );
}

/** Calls a function of the API about an account. */
export const decideAccount = (
  database: Database,
  by: Actor,
  name: string,
  given: Record<string, unknown>,
) => call<Account>(database, by, name, given, accountColumns);

/** An account that one added and another approved, to which money may go now. */
export async function payableAccount(
  database: Database,
  world: World,
  changes: Record<string, unknown> = {},
): Promise<string> {
  const { owner, accountant } = world.people;
  const { id } = await addAccount(database, owner, world.org, changes);
  await decideAccount(database, accountant, "approve_payee_account", { payee_account_id: id });
  await coolOff(database, id);
  return id;
}

/** Has the cooling-off time of an account be over. */
export const coolOff = (database: Database, account: string) =>
  database.query(
    "update payee_accounts set payable_from = now() - interval '1 minute' where id = $1",
    [account],
  );

/** Calls a function of the API about a payout. */
export const decidePayout = (
  database: Database,
  by: Actor,
  name: string,
  given: Record<string, unknown>,
) => call<Payout>(database, by, name, given, payoutColumns);

/** Asks for a payout. */
export const requestPayout = (
  database: Database,
  by: Actor,
  org: string,
  account: string,
  kobo: number,
  changes: Record<string, unknown> = {},
) =>
  decidePayout(database, by, "request_payout", {
    org_id: org,
    payee_account_id: account,
    amount_kobo: kobo,
    client_id: crypto.randomUUID(),
    ...changes,
  });

/** What a worker took in hand. */
export interface Claimed {
  payout_id: string;
  action: string;
  reference: string;
  sealed: string | null;
}

/** Has a worker take what is due. */
export const claim = (database: Database) =>
  as<Claimed>(
    database,
    "service",
    `select payout_id, action, reference, sealed
     from service.claim_payouts('{paystack,flutterwave}') where $1`,
    [true],
  );

/** Keeps what a provider says; returns the payout's status by then. */
export async function hear(
  database: Database,
  payout: string,
  answer: string,
  told: Record<string, unknown> = {},
): Promise<string> {
  const row = await call<{ status: string }>(
    database,
    "service",
    "service.record_payout_answer",
    { payout_id: payout, answer, ...told },
    "record_payout_answer as status",
  );
  return row.status;
}

/** A payout as it stands. */
export async function payoutOf(database: Database, id: string): Promise<Payout> {
  const [row] = await database.query<Payout>(
    `select ${payoutColumns} from payouts where id = $1`,
    [id],
  );
  return row as Payout;
}

/** What can be paid out through a provider. */
export async function available(
  database: Database,
  by: Actor,
  org: string,
  provider = "paystack",
): Promise<number> {
  const [row] = await as<{ kobo: number }>(
    database,
    by,
    "select available_kobo as kobo from payout_funds($1) where provider = $2",
    [org, provider],
  );
  return Number(row?.kobo);
}

/** Has the clock go on for payouts that were sent or wait. */
export async function later(database: Database, by: string): Promise<void> {
  await database.query(
    "update private.payout_sends set next_at = next_at - $1::text::interval where next_at is not null",
    [by],
  );
  await database.query("update payouts set sent_at = sent_at - $1::text::interval", [by]);
}

/**
 * A payee account of the world's organization that is to be paid straight to, a payout that waits for a second person and
 * one that is to be sent, and somebody who could have been that person and left.
 */
export async function addPayout(database: Database, world: World): Promise<void> {
  const left = await createUser(database, `left-${crypto.randomUUID()}`);
  await database.query(
    "insert into memberships (org_id, user_id, role) values ($1, $2, 'accountant')",
    [world.org, left],
  );
  await database.query("delete from memberships where user_id = $1", [left]);
  const account = await payableAccount(database, world);
  await requestPayout(database, world.people.owner, world.org, account, 1000);
  const { id } = await requestPayout(database, world.people.owner, world.org, account, 2000);
  await decidePayout(database, world.people.accountant, "approve_payout", { payout_id: id });
  const settlement = await call<{ id: string }>(
    database,
    world.people.owner,
    "request_direct_settlement",
    { org_id: world.org, payee_account_id: account },
  );
  await call(database, world.people.accountant, "approve_direct_settlement", {
    direct_settlement_id: settlement.id,
  });
}

/**
 * An agency with a mandate to collect for the world's landlord, for a fee of a tenth of the rent, and a member of it;
 * what the tenant is charged and pays from then on is collected.
 */
export async function addCollection(
  database: Database,
  world: World,
  kobo = 10_000,
): Promise<{ mandate: string; agency: string; payment: string; reference: string }> {
  const { owner, tenant } = world.people;
  const [agency] = await database.query<{ id: string }>(
    "insert into organizations (kind, name, address) values ('agency', $1, '1 Broad Street, Lagos') returning id",
    ["Marina Collectors"],
  );
  const [offered] = await as<{ id: string }>(
    database,
    owner,
    "select id from offer_mandate($1, $2, '{collect}', 1000, 'owner', '2026-01-01', '2099-01-01')",
    [world.org, agency?.id],
  );
  const mandate = offered?.id ?? "";
  await call(database, owner, "set_mandate_collecting", { id: mandate, agent_collects: true });
  await database.query("select private.move_mandate($1, 'active')", [mandate]);
  const [charge] = await database.query<{ id: string }>(
    `insert into charges (org_id, tenancy_id, kind, due_on, amount_kobo, description)
     values ($1, $2, 'utility', '2027-03-01', $3, 'Diesel') returning id`,
    [world.org, world.tenancy, kobo],
  );
  const payment = await start(database, tenant.user, [charge?.id ?? ""]);
  await settle(database, payment);
  return { mandate, agency: agency?.id ?? "", payment: payment.id, reference: payment.reference };
}
