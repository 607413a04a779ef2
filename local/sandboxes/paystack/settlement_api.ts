/** The provider's /settlement endpoints, and the lever that pays out: the provider's own test mode never does. */
import { Hono } from "hono";
import { apiError } from "./api_error.ts";
import { pageOf } from "./page.ts";
import type { Sandbox } from "./sandbox.ts";
import type { Transaction } from "./transaction.ts";
import type { WireTransaction } from "./wire.ts";

interface Settlement {
  readonly id: number;
  readonly transactions: readonly Transaction[];
  /** Kobo by which its own total is more than the sum of its transactions. */
  readonly surplus: number;
  readonly createdAt: string;
}

/** The payouts of one sandbox to its merchant. */
export class Settlements {
  readonly #settlements: Settlement[] = [];

  constructor(readonly sandbox: Sandbox) {}

  /** Every settlement, newest first. */
  list(): Settlement[] {
    return this.#settlements.toReversed();
  }

  /** Settles what was paid and is not settled yet; `surplus` makes its total wrong. */
  settle(surplus = 0): number {
    const { ledger } = this.sandbox;
    const settled = new Set(this.#settlements.flatMap((it) => it.transactions));
    const transactions = ledger.transactions().filter((it) =>
      it.paidAt !== null && !settled.has(it)
    );
    const settlement = {
      id: ledger.nextId(),
      transactions,
      surplus,
      createdAt: ledger.now().toISOString(),
    };
    this.#settlements.push(settlement);
    return settlement.id;
  }

  clear(): void {
    this.#settlements.length = 0;
  }
}

/** List settlements and the transactions of one. */
export function settlementApi(sandbox: Sandbox, settlements: Settlements): Hono {
  const app = new Hono();
  const listed = (it: Settlement): WireTransaction[] =>
    it.transactions.map((one) => sandbox.wire(one));

  app.get("/", (c) =>
    sandbox.serve(c, null, () => {
      const { from, to } = c.req.query();
      const since = from === undefined ? -Infinity : Date.parse(from);
      const until = to === undefined ? Infinity : Date.parse(to);
      const found = settlements.list().filter(({ createdAt }) =>
        Date.parse(createdAt) >= since && Date.parse(createdAt) <= until
      );
      const page = pageOf(found, c.req.query());
      if ("invalid" in page) {
        return apiError(c, 400, "invalid_params", `Invalid value for ${page.invalid}`);
      }
      const data = page.items.map((it) => wireSettlement(it, listed(it)));
      return c.json({ status: true, message: "Settlements retrieved", data, meta: page.meta });
    }));

  app.get("/:id/transactions", (c) => {
    const found = settlements.list().find(({ id }) => String(id) === c.req.param("id"));
    return sandbox.serve(c, null, () => {
      if (found === undefined) {
        return apiError(c, 404, "transaction_not_found", "Settlement not found");
      }
      const page = pageOf(listed(found), c.req.query());
      if ("invalid" in page) {
        return apiError(c, 400, "invalid_params", `Invalid value for ${page.invalid}`);
      }
      const { items: data, meta } = page;
      return c.json({ status: true, message: "Transactions retrieved", data, meta });
    });
  });

  return app;
}

function wireSettlement(settlement: Settlement, transactions: readonly WireTransaction[]) {
  const sum = (of: (it: WireTransaction) => number) =>
    transactions.reduce((total, it) => total + of(it), 0);
  const processed = sum((it) => it.amount) + settlement.surplus;
  const fees = sum((it) => it.fees ?? 0);
  return {
    id: settlement.id,
    domain: "test",
    status: "success",
    currency: "NGN",
    integration: 100073,
    total_amount: processed - fees,
    effective_amount: processed - fees,
    total_fees: fees,
    total_processed: processed,
    deductions: null,
    settlement_date: settlement.createdAt,
    settled_by: null,
    createdAt: settlement.createdAt,
    updatedAt: settlement.createdAt,
  };
}
