/** The provider's /v3/balances: what it holds for the merchant, in naira, by currency. */
import { Hono } from "hono";
import { fromNaira, toNaira } from "./money.ts";
import { type Sandbox, succeed } from "./sandbox.ts";

/** Kobo that one sandbox holds for its merchant: what was paid less fees, refunds and payouts. */
export function heldKobo(sandbox: Sandbox): number {
  const { ledger } = sandbox;
  const paid = ledger.transactions().filter((it) => it.status === "successful");
  const came = paid.reduce(
    (sum, it) => sum + (fromNaira(sandbox.wire(it).amount_settled) ?? 0),
    0,
  );
  const refunded = ledger.refunds().reduce((sum, it) => sum + it.amount, 0);
  const paidOut = ledger.transfers().filter((it) => it.status === "SUCCESSFUL")
    .reduce((sum, it) => sum + it.amount, 0);
  return came - refunded - paidOut;
}

/** Get all wallet balances. `surplus` kobo make what it tells wrong. */
export function balanceApi(sandbox: Sandbox, surplus: () => number): Hono {
  const app = new Hono();
  app.get("/balances", (c) =>
    sandbox.serve(c, null, () => {
      const held = toNaira(heldKobo(sandbox) + surplus());
      return succeed(c, "Wallet balances fetched", [
        { currency: "NGN", available_balance: held, ledger_balance: held },
        { currency: "USD", available_balance: 0, ledger_balance: 0 },
      ]);
    }));
  return app;
}
