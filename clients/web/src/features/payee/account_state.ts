/** How a bank account stands to which money may go. */
import type { PayeeAccount } from "@estate/sdk";

/** waits: for another member. cooling: approved, and money goes there only from a moment on. used; declined; retired. */
export type AccountState = "waits" | "cooling" | "used" | "declined" | "retired";

/** What of an account decides. */
export type AccountFacts = Pick<PayeeAccount, "status" | "payable_from">;

/** Its state now. */
export function stateOf({ status, payable_from }: AccountFacts, now = Date.now()): AccountState {
  switch (status) {
    case "proposed":
      return "waits";
    case "approved":
      return payable_from !== null && Date.parse(payable_from) > now ? "cooling" : "used";
    default:
      return status;
  }
}

/** Those that matter now first, and of those the newest. */
export function inOrder<Account extends AccountFacts & Pick<PayeeAccount, "created_at">>(
  accounts: readonly Account[],
  now = Date.now(),
): Account[] {
  const order: readonly AccountState[] = ["waits", "cooling", "used", "declined", "retired"];
  const rank = (it: Account) => order.indexOf(stateOf(it, now));
  return accounts.toSorted((one, other) =>
    rank(one) - rank(other) || other.created_at.localeCompare(one.created_at)
  );
}

/** An account number as it is sent: ten figures; undefined where it cannot be one. */
export function readAccountNumber(typed: string): string | undefined {
  const bare = typed.replaceAll(/[\s-]/g, "");
  return /^\d{10}$/.test(bare) ? bare : undefined;
}
