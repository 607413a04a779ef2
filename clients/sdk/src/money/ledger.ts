import type { Estate } from "../ground/client.ts";
import { dataOf } from "../ground/estate_error.ts";
import { given } from "../ground/given.ts";
import type { Database } from "../generated/database.types.ts";

/** What stands on an account at the end of a day, in kobo; the balance is negative for what is owed or earned. */
export type AccountBalance = Database["public"]["Functions"]["account_balances"]["Returns"][number];
/** A line of an account's statement with the balance after it, in kobo; the first one is brought forward. */
export type StatementLine = Database["public"]["Functions"]["account_statement"]["Returns"][number];

/** What stands on each account of an organization at the end of a Nigerian day, such as 2026-12-01; today without one. */
export async function accountBalances(
  estate: Estate,
  orgId: string,
  closingOn?: string,
): Promise<AccountBalance[]> {
  return dataOf(
    await estate.rpc("account_balances", { org_id: orgId, ...given({ closing_on: closingOn }) }),
  );
}

/**
 * What moved an account between two Nigerian days, both included.
 *
 * @throws {EstateError} ledger.bad_days
 */
export async function accountStatement(
  estate: Estate,
  accountId: string,
  days: { readonly fromOn: string; readonly untilOn: string },
): Promise<StatementLine[]> {
  return dataOf(
    await estate.rpc("account_statement", {
      account_id: accountId,
      from_on: days.fromOn,
      until_on: days.untilOn,
    }),
  );
}
