/** What tests of the platform's fee do again and again. */
import { nigerianDate } from "../../../clients/sdk/src/ground/nigerian_date.ts";
import type { Database } from "../../../local/supabase/database/database.ts";
import { type Actor, as } from "../actor.ts";
import type { World } from "../world.ts";
import { call } from "./owed.ts";

/** A rule as a test looks at it. */
export interface Rule {
  readonly id: string;
  readonly org_id: string | null;
  readonly bps: number;
  readonly applies_to: string;
}

/** Sets what the platform takes, as somebody; today and for everybody when nothing else is said. */
export const setFee = (database: Database, by: Actor, given: Record<string, unknown> = {}) =>
  call<Rule>(database, by, "set_platform_fee", {
    starts_on: nigerianDate(),
    reason: "Agreed with the board",
    applies_to: "online",
    ...given,
  }, "id, org_id, bps, applies_to::text");

/** What a payment owes and what was booked of it, in kobo. */
export async function feeOf(
  database: Database,
  payment: string,
): Promise<{ fee: number; taken: number; back: number }> {
  const [row] = await database.query<{ fee: number; taken: number; back: number }>(
    `select coalesce(max(terms.fee_kobo), 0)::float8 as fee,
       coalesce(sum(move.fee_kobo) filter (where move.kind = 'taken'), 0)::float8 as taken,
       coalesce(-sum(move.fee_kobo) filter (where move.kind = 'given_back'), 0)::float8 as back
     from payments as payment
     left join payment_terms as terms on terms.id = payment.terms_id
     left join platform_moves as move on move.payment_id = payment.id
     where payment.id = $1`,
    [payment],
  );
  return row as { fee: number; taken: number; back: number };
}

/** What a provider should hold by all books, the platform's included. */
export async function cleared(database: Database, provider = "paystack"): Promise<number> {
  const [row] = await database.query<{ kobo: number }>(
    "select private.cleared_through($1)::float8 as kobo",
    [provider],
  );
  return row?.kobo as number;
}

/** A rule of the world's organization, and a row of terms and of the platform's books. */
export async function addPlatformFee(database: Database, world: World): Promise<void> {
  await setFee(database, world.people.staff, { org_id: world.org, bps: 100 });
  const [charge] = await database.query<{ id: string }>(
    `insert into charges (org_id, tenancy_id, kind, due_on, amount_kobo, description)
     values ($1, $2, 'utility', '2027-04-01', 50000, 'Diesel') returning id`,
    [world.org, world.tenancy],
  );
  const reference = `EST-fee-${crypto.randomUUID()}`;
  await as(
    database,
    "service",
    "select service.start_payment($1, array[$2]::uuid[], 'paystack', $3)",
    [world.people.tenant.user, charge?.id, reference],
  );
  await database.query(
    "select private.settle_payment('paystack', $1, $1, 50000, 'NGN', now(), 'card', 0)",
    [reference],
  );
}
