/** What tests of money that is paid straight to a payee's bank do again and again. */
import type { Database } from "../../../local/supabase/database/database.ts";
import { type Actor, as } from "../actor.ts";
import type { World } from "../world.ts";
import { call } from "./owed.ts";
import { payableAccount } from "./payouts.ts";

/** A direct settlement as a test looks at it. */
export interface Settlement {
  readonly id: string;
  readonly status: string;
  readonly is_sole: boolean;
  readonly failure_reason: string | null;
}

const columns = "id, status::text, is_sole, failure_reason";

/** Calls a function of the API about one. */
export const settlementBy = (
  database: Database,
  by: Actor,
  name: string,
  given: Record<string, unknown>,
) => call<Settlement>(database, by, name, given, columns);

/** One as it stands. */
export async function settlementOf(database: Database, id: string): Promise<Settlement> {
  const [row] = await database.query<Settlement>(
    `select ${columns} from direct_settlements where id = $1`,
    [id],
  );
  return row as Settlement;
}

/** What a worker took in hand. */
export interface Step {
  readonly subaccount_id: string;
  readonly payee_account_id: string | null;
  readonly action: string;
  readonly key: string;
  readonly code: string | null;
}

/** Has a worker take what is due. */
export const step = (database: Database) =>
  as<Step>(
    database,
    "service",
    `select subaccount_id, payee_account_id, action, key, code
     from service.claim_subaccounts('{paystack,flutterwave}') where $1`,
    [true],
  );

/** Keeps what a provider says; returns what comes next. */
export async function say(
  database: Database,
  taken: Step,
  answer: string,
  told: Record<string, unknown> = {},
): Promise<string> {
  const row = await call<{ next: string }>(database, "service", "service.record_subaccount", {
    subaccount_id: taken.subaccount_id,
    payee_account_id: taken.payee_account_id,
    answer,
    ...told,
  }, "record_subaccount as next");
  return row.next;
}

/** The clock goes on for what waits for the provider. */
export const later = (database: Database, by = "1 hour") =>
  database.query(
    `update private.subaccounts set next_at = next_at - $1::text::interval, sent_at = sent_at - $1::text::interval`,
    [by],
  );

/** An account that is paid straight to, as two people asked and the provider knows it. */
export async function settleStraight(
  database: Database,
  world: World,
  changes: Record<string, unknown> = {},
): Promise<{ account: string; settlement: string; code: string }> {
  const { owner, accountant } = world.people;
  const account = await payableAccount(database, world, changes);
  const { id } = await settlementBy(database, owner, "request_direct_settlement", {
    org_id: world.org,
    payee_account_id: account,
  });
  await settlementBy(database, accountant, "approve_direct_settlement", {
    direct_settlement_id: id,
  });
  let code = "";
  for (const taken of await step(database)) {
    if (taken.action === "close") await say(database, taken, "closed");
    else {
      code = taken.code ?? `ACCT_${crypto.randomUUID().slice(0, 8)}`;
      await say(database, taken, taken.action === "create" ? "made" : "updated", {
        code,
        last_four: changes["last_four"] ?? "4321",
      });
    }
  }
  return { account, settlement: id, code };
}
