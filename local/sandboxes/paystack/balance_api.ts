/** The provider's /balance endpoint: what it holds for the merchant, and the lever that makes it wrong. */
import { Hono } from "hono";
import type { Sandbox } from "./sandbox.ts";
import type { Settlements } from "./settlement_api.ts";

/** What one sandbox holds for its merchant. */
export class Balance {
  /** Kobo by which what it tells is more than what came in. */
  surplus = 0;

  constructor(readonly sandbox: Sandbox, readonly settlements: Settlements) {}

  /** Kobo: what was paid less fees, what went back to payers, and what was settled. */
  held(): number {
    const { ledger } = this.sandbox;
    const paid = ledger.transactions().filter((it) => it.paidAt !== null);
    const settled = new Set(
      this.settlements.list().filter((it) => it.subaccount === null).flatMap((it) =>
        it.transactions
      ),
    );
    const kept = paid.filter((it) => !settled.has(it)).map((it) => this.sandbox.wire(it));
    const refunded = paid.reduce((sum, it) => {
      const { amount } = this.sandbox.wire(it);
      return sum + amount - ledger.refundable(it, amount);
    }, 0);
    // Of a split payment it holds the merchant's share; what goes back of one comes out of that balance as well.
    const own = kept.reduce(
      (sum, it) => sum + (it.fees_split?.integration ?? it.amount - (it.fees ?? 0)),
      0,
    );
    return own - refunded + this.surplus;
  }
}

/** Fetch balance. */
export function balanceApi(sandbox: Sandbox, balance: Balance): Hono {
  const app = new Hono();
  app.get("/", (c) =>
    sandbox.serve(c, null, () =>
      c.json({
        status: true,
        message: "Balances retrieved",
        data: [{ currency: "NGN", balance: balance.held() }],
      })));
  return app;
}
