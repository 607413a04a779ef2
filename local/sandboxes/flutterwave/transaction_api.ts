/** The provider's /v3/transactions and /v3/refunds. */
import { type Context, Hono } from "hono";
import { readObject } from "../request_body.ts";
import { fromNaira } from "./money.ts";
import { refuse, type Sandbox, succeed } from "./sandbox.ts";
import type { Transaction } from "./ledger.ts";
import { amountPaid, asPending, wireListed, wireRefund } from "./wire.ts";

const PAGE_SIZE = 10;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

const unknown = (c: Context) => refuse(c, 400, "No transaction was found for this id");

/** Verify, list and refund transactions. */
export function transactionApi(sandbox: Sandbox, refundsTakeTime: () => boolean): Hono {
  const { ledger, faults } = sandbox;
  const app = new Hono();

  const verify = (c: Context, reference: string | null, find: () => Transaction | undefined) =>
    sandbox.serve(c, reference, () => {
      const transaction = find();
      if (transaction === undefined) return unknown(c);
      const wire = sandbox.wire(transaction);
      const pending = faults.meets(transaction.link.txRef, "verifyPendingTimes");
      return succeed(c, "Transaction fetched successfully", pending ? asPending(wire) : wire);
    });
  const byId = (id: string) => /^\d+$/.test(id) ? ledger.byId(Number(id)) : undefined;

  app.get("/transactions/verify_by_reference", (c) => {
    const reference = c.req.query("tx_ref") ?? "";
    return verify(c, reference, () => ledger.byReference(reference));
  });
  app.get("/transactions/:id/verify", (c) => {
    const transaction = byId(c.req.param("id"));
    return verify(c, transaction?.link.txRef ?? null, () => transaction);
  });

  app.get("/transactions", (c) =>
    sandbox.serve(c, null, () => {
      const { from, to, status, tx_ref: txRef, currency, page = "1" } = c.req.query();
      for (const day of [from, to]) {
        if (day !== undefined && !DAY.test(day)) return refuse(c, 400, "dates must be YYYY-MM-DD");
      }
      if (!/^[1-9]\d{0,6}$/.test(page)) return refuse(c, 400, "page must be a number");
      const found = ledger.transactions().map((one) => sandbox.wire(one)).filter((wire) => {
        const day = lagosDay(wire.created_at);
        return (from === undefined || day >= from) && (to === undefined || day <= to) &&
          (status === undefined || wire.status === status) &&
          (txRef === undefined || wire.tx_ref === txRef) &&
          (currency === undefined || wire.currency === currency);
      });
      const start = (Number(page) - 1) * PAGE_SIZE;
      const meta = {
        page_info: {
          total: found.length,
          current_page: Number(page),
          total_pages: Math.ceil(found.length / PAGE_SIZE),
        },
      };
      const rows = found.slice(start, start + PAGE_SIZE).map(wireListed);
      return succeed(c, "Transactions fetched", rows, { meta });
    }));

  app.post("/transactions/:id/refund", async (c) => {
    const transaction = byId(c.req.param("id"));
    const body = await readObject(c);
    return await sandbox.serve(c, transaction?.link.txRef ?? null, async () => {
      if (transaction === undefined) return unknown(c);
      if (transaction.status !== "successful") {
        return refuse(c, 400, "Transaction cannot be refunded");
      }
      const paid = amountPaid(transaction, faults.of(transaction.link.txRef));
      const left = ledger.refundable(transaction, paid);
      const amount = body["amount"] === undefined ? left : fromNaira(body["amount"]);
      if (amount === null || amount <= 0 || amount > left) {
        return refuse(c, 400, "Refund amount cannot be more than the transaction amount");
      }
      const comments = typeof body["comments"] === "string" ? body["comments"] : "";
      const waits = refundsTakeTime();
      const refund = ledger.addRefund(
        transaction,
        amount,
        comments,
        waits ? "processing" : "completed",
      );
      if (!waits) await sandbox.notifyRefund(refund);
      return succeed(c, "Transaction refund initiated", wireRefund(refund));
    });
  });

  app.get("/refunds", (c) =>
    sandbox.serve(c, null, () => {
      const page = Number(c.req.query("page") ?? "1");
      const rows = ledger.refunds().map(wireRefund);
      const meta = {
        page_info: {
          total: rows.length,
          current_page: page,
          total_pages: Math.ceil(rows.length / PAGE_SIZE),
        },
      };
      const start = (page - 1) * PAGE_SIZE;
      return succeed(c, "Refunds fetched", rows.slice(start, start + PAGE_SIZE), { meta });
    }));
  app.get("/refunds/:id", (c) =>
    sandbox.serve(c, null, () => {
      const refund = ledger.refunds().find(({ id }) => String(id) === c.req.param("id"));
      return refund === undefined
        ? refuse(c, 400, "Refund not found")
        : succeed(c, "Refund fetched", wireRefund(refund));
    }));

  return app;
}

/** The day in Nigeria, an hour ahead of UTC. */
function lagosDay(moment: string): string {
  return new Date(Date.parse(moment) + 3_600_000).toISOString().slice(0, 10);
}
