/** The provider's /refund endpoints. */
import { Hono } from "hono";
import { apiError } from "./api_error.ts";
import { pageOf } from "./page.ts";
import { readObject } from "../request_body.ts";
import type { Sandbox } from "./sandbox.ts";
import type { Refund, Transaction } from "./transaction.ts";
import { wireRefund } from "./wire.ts";

/** Create, list and fetch refunds. */
export function refundApi(sandbox: Sandbox): Hono {
  const { ledger } = sandbox;
  const app = new Hono();

  const find = (key: unknown): Transaction | undefined => {
    if (typeof key === "number") return ledger.byId(key);
    if (typeof key !== "string") return undefined;
    return ledger.byReference(key) ?? (/^\d+$/.test(key) ? ledger.byId(Number(key)) : undefined);
  };
  const text = (value: unknown, otherwise: string) => typeof value === "string" ? value : otherwise;

  app.post("/", async (c) => {
    const body = await readObject(c);
    const key = body["transaction"];
    const transaction = find(key);
    return await sandbox.serve(c, transaction?.reference ?? null, async () => {
      if (key === undefined) return apiError(c, 400, "missing_params", "Transaction is required");
      if (transaction === undefined) {
        return apiError(c, 404, "transaction_not_found", "Transaction not found");
      }
      if (transaction.status !== "success") {
        const message = `Transaction cannot be refunded: it is ${transaction.status}`;
        return apiError(c, 400, "invalid_params", message);
      }
      const wire = sandbox.wire(transaction);
      const left = ledger.refundable(transaction, wire.amount);
      const amount = body["amount"] === undefined ? left : Number(body["amount"]);
      if (!Number.isSafeInteger(amount) || amount <= 0 || amount > left) {
        const message = `Refund amount must be from 1 to ${left} kobo`;
        return apiError(c, 400, "invalid_params", message);
      }
      const refund = ledger.addRefund(transaction, amount, {
        customerNote: text(body["customer_note"], `Refund for ${transaction.reference}`),
        merchantNote: text(body["merchant_note"], `Refund for ${transaction.reference}`),
      });
      const data = { ...wireRefund(refund), transaction: wire };
      await sandbox.notifyRefund(refund);
      const message = "Refund has been queued for processing";
      return c.json({ status: true, message, data });
    });
  });

  app.get("/", (c) =>
    sandbox.serve(c, null, () => {
      const query = c.req.query();
      const { transaction: key, currency, from, to } = query;
      const since = from === undefined ? -Infinity : Date.parse(from);
      const until = to === undefined ? Infinity : Date.parse(to);
      if (Number.isNaN(since) || Number.isNaN(until)) {
        const wrong = Number.isNaN(since) ? "from" : "to";
        return apiError(c, 400, "invalid_params", `Invalid value for ${wrong}`);
      }
      const of = key === undefined ? undefined : find(key);
      const matches = (refund: Refund) =>
        (key === undefined || refund.transaction === of) &&
        (currency === undefined || refund.transaction.currency === currency) &&
        Date.parse(refund.createdAt) >= since && Date.parse(refund.createdAt) <= until;
      const page = pageOf(ledger.refunds().filter(matches).map(wireRefund), query);
      if ("invalid" in page) {
        return apiError(c, 400, "invalid_params", `Invalid value for ${page.invalid}`);
      }
      const { items: data, meta } = page;
      return c.json({ status: true, message: "Refunds retrieved", data, meta });
    }));

  app.get("/:id", (c) => {
    const refund = ledger.refundById(Number(c.req.param("id")));
    return sandbox.serve(c, refund?.transaction.reference ?? null, () => {
      if (refund === undefined) return apiError(c, 404, "refund_not_found", "Refund not found");
      return c.json({ status: true, message: "Refund retrieved", data: wireRefund(refund) });
    });
  });

  return app;
}
