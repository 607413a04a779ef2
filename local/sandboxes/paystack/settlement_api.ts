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
  /** Whose share it is; null: the merchant's. */
  readonly subaccount: string | null;
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
    const settled = this.#settled(null);
    const transactions = ledger.transactions().filter((it) =>
      it.paidAt !== null && !settled.has(it)
    );
    const settlement = {
      id: ledger.nextId(),
      transactions,
      surplus,
      createdAt: ledger.now().toISOString(),
      subaccount: null,
    };
    this.#settlements.push(settlement);
    return settlement.id;
  }

  /** What was settled already, to the merchant or to a subaccount. */
  #settled(subaccount: string | null): Set<Transaction> {
    return new Set(
      this.#settlements.filter((it) => it.subaccount === subaccount).flatMap((it) =>
        it.transactions
      ),
    );
  }

  /** Settles to each subaccount its share of what was paid and is not settled yet; returns how many it made. */
  settleSubaccounts(): number {
    const { ledger } = this.sandbox;
    const paid = ledger.transactions().filter((it) =>
      it.paidAt !== null && this.sandbox.wire(it).fees_split !== null
    );
    const codes = [...new Set(paid.map((it) => it.split?.code ?? ""))];
    const made = codes.flatMap((code) => {
      const settled = this.#settled(code);
      const transactions = paid.filter((it) => it.split?.code === code && !settled.has(it));
      const createdAt = ledger.now().toISOString();
      return transactions.length === 0
        ? []
        : [{ id: ledger.nextId(), transactions, surplus: 0, createdAt, subaccount: code }];
    });
    this.#settlements.push(...made);
    return made.length;
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
      const { from, to, subaccount } = c.req.query();
      const since = from === undefined ? -Infinity : Date.parse(from);
      const until = to === undefined ? Infinity : Date.parse(to);
      const found = settlements.list().filter((it) =>
        Date.parse(it.createdAt) >= since && Date.parse(it.createdAt) <= until &&
        (subaccount === undefined || it.subaccount === (subaccount === "none" ? null : subaccount))
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
  // Of a split payment each side is settled its share, from which the provider's fee is off already.
  const own = (it: WireTransaction) =>
    it.fees_split === null
      ? it.amount
      : settlement.subaccount === null
      ? it.fees_split.integration
      : it.fees_split.subaccount;
  const processed = sum(own) + settlement.surplus;
  const fees = sum((it) => it.fees_split === null ? it.fees ?? 0 : 0);
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
