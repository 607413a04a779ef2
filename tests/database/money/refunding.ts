/** What tests of money that goes back do again and again. */
import { assertEquals } from "@std/assert";
import type { Database } from "../../../local/supabase/database/database.ts";
import { type Actor, as } from "../actor.ts";
import { letSince } from "../tenancies/tenancies.ts";
import type { World } from "../world.ts";
import { call, demand, settle, start } from "./owed.ts";

/** A refund as a test looks at it. */
export interface RefundRow {
  readonly id: string;
  readonly status: string;
  readonly way: string;
  readonly amount_kobo: number;
  readonly excess_kobo: number;
  readonly approved_alone: boolean;
  readonly provider_refund_id: string | null;
}

const columns =
  "id, status::text, way::text, amount_kobo::float8, excess_kobo::float8, approved_alone, provider_refund_id";

/** A tenancy of its own whose tenant paid a charge of `kobo`. */
export async function paidHome(database: Database, world: World, kobo = 10_000, kind = "utility") {
  const { tenancy, tenant } = await letSince(database, world, 0);
  const charge = await demand(database, world.people.owner, tenancy.id, kobo, "2027-01-01", kind);
  const payment = await start(database, tenant.user, [charge]);
  await settle(database, payment);
  return { tenancy: tenancy.id, tenant, charge, payment };
}

/** How a charge stands. */
export const paidOf = async (database: Database, charge: string) => {
  const [row] = await database.query<{ paid: number; open: number; status: string }>(
    "select paid_kobo::float8 as paid, open_kobo::float8 as open, status from charge_balances where charge_id = $1",
    [charge],
  );
  return row;
};

/** Asks for a refund as somebody. */
export const request = (
  database: Database,
  by: Actor,
  payment: string,
  kobo: number,
  more: Readonly<Record<string, unknown>> = {},
) =>
  call<RefundRow>(database, by, "request_refund", {
    payment_id: payment,
    amount_kobo: kobo,
    reason: "Paid twice",
    client_id: crypto.randomUUID(),
    ...more,
  }, columns);

/** Approves one as somebody. */
export const approve = (
  database: Database,
  by: Actor,
  refund: string,
  more: Readonly<Record<string, unknown>> = {},
) => call<RefundRow>(database, by, "approve_refund", { refund_id: refund, ...more }, columns);

/** How a refund stands. */
export async function refundOf(database: Database, id: string): Promise<RefundRow> {
  const [row] = await database.query<RefundRow>(`select ${columns} from refunds where id = $1`, [
    id,
  ]);
  return row as RefundRow;
}

/** Takes what is to be sent, as the worker does before it calls a provider. */
export const claim = (database: Database, providers = "{paystack,flutterwave}") =>
  as<{ refund_id: string; amount_kobo: number; provider_transaction_id: string }>(
    database,
    "service",
    "select refund_id, amount_kobo::float8, provider_transaction_id from service.claim_refunds($1)",
    [providers],
  );

/** The provider answers a call for a refund; returns its status. */
export async function answered(
  database: Database,
  refund: string,
  provider: string,
  kobo: number,
  state = "pending",
): Promise<string> {
  const [row] = await as<{ status: string }>(
    database,
    "service",
    "select service.record_sent_refund($1, $2, $3, $4) as status",
    [refund, provider, kobo, state],
  );
  return row?.status as string;
}

/** What a provider lists of one refund. */
export interface Told {
  readonly provider_refund_id: string;
  readonly amount_kobo: number;
  readonly state: string;
}

/** A refund that is being sent: asked for, approved and taken by a worker that has not called the provider yet. */
export async function sending(database: Database, world: World, kobo = 1_000) {
  const home = await paidHome(database, world);
  const { id } = await request(database, world.people.accountant, home.payment.id, kobo);
  await approve(database, world.people.owner, id);
  assertEquals((await claim(database)).map((it) => it.refund_id), [id]);
  return { id, payment: home.payment, home };
}

/** The provider lists the refunds of a payment, as asked for some minutes from now. */
export const listed = (
  database: Database,
  payment: string,
  told: readonly Told[],
  { provesAbsence = true, minutes = 0 } = {},
) =>
  as(
    database,
    "service",
    "select service.keep_provider_refunds($1, $2::text::jsonb, $3, (now() + make_interval(mins => $4))::text)",
    [payment, JSON.stringify(told), provesAbsence, minutes],
  );

/** A refund of a payment that has gone, by two people and the provider; returns it. */
export async function refunded(
  database: Database,
  world: World,
  payment: string,
  kobo: number,
  more: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const { id } = await request(database, world.people.accountant, payment, kobo, more);
  await approve(database, world.people.owner, id);
  assertEquals((await claim(database)).map((it) => it.refund_id), [id]);
  assertEquals(await answered(database, id, `R-${id}`, kobo, "done"), "succeeded");
  return id;
}

/** What a provider says of a dispute; returns where it stands, or null. */
export async function disputed(
  database: Database,
  transaction: string,
  state: string,
  { id = "D-1", kobo = 10_000, answerBy = null as string | null, provider = "paystack" } = {},
): Promise<string | null> {
  const [row] = await as<{ status: string | null }>(
    database,
    "service",
    "select service.keep_dispute($1, $2, null, $3, $4, $5, 'chargeback', $6) as status",
    [provider, transaction, id, kobo, state, answerBy],
  );
  return row?.status ?? null;
}

/** A row in every table of money that goes back, of the world's payment. */
export async function addReturns(database: Database, world: World): Promise<void> {
  const [payment] = await database.query<{ transaction: string }>(
    "select provider_transaction_id as transaction from payments where id = $1",
    [world.payment],
  );
  const transaction = payment?.transaction as string;
  await request(database, world.people.accountant, world.payment, 100);
  await disputed(database, transaction, "lost", { id: crypto.randomUUID(), kobo: 100 });
  const open = crypto.randomUUID();
  await disputed(database, transaction, "open", { id: open, kobo: 200 });
  await as(
    database,
    world.people.owner,
    "select answer_dispute(id, 'contest', 'They live there') from disputes where provider_dispute_id = $1",
    [open],
  );
}
