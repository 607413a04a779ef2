/** The provider's /transaction endpoints. */
import { Hono } from "hono";
import { apiError } from "./api_error.ts";
import { parseInitialize } from "./initialize_request.ts";
import { pageOf } from "./page.ts";
import { readObject } from "../request_body.ts";
import type { Sandbox } from "./sandbox.ts";
import type { Subaccounts } from "./subaccount_api.ts";
import { asPending, type WireTransaction } from "./wire.ts";

/** Initialize, verify, list and fetch transactions. */
export function transactionApi(sandbox: Sandbox, subaccounts: Subaccounts): Hono {
  const { ledger, faults } = sandbox;
  const app = new Hono();

  app.post("/initialize", async (c) => {
    const body = await readObject(c);
    const named = body["reference"];
    return await sandbox.serve(c, typeof named === "string" ? named : null, () => {
      const { split } = faults.of(typeof named === "string" ? named : null);
      if (split === "refused" && body["subaccount"] !== undefined) {
        return apiError(c, 400, "invalid_params", "Subaccount cannot be used for this transaction");
      }
      const parsed = parseInitialize(body, (code) => subaccounts.named(code));
      if ("code" in parsed) return apiError(c, 400, parsed.code, parsed.message);
      const transaction = ledger.create(parsed.request);
      if (transaction === null) {
        return apiError(c, 400, "duplicate_reference", "Duplicate Transaction Reference");
      }
      const { accessCode, reference } = transaction;
      return c.json({
        status: true,
        message: "Authorization URL created",
        data: {
          "authorization_url": sandbox.checkoutUrl(transaction),
          "access_code": accessCode,
          reference,
        },
      });
    });
  });

  app.get("/verify/:reference", (c) => {
    const reference = c.req.param("reference");
    return sandbox.serve(c, reference, () => {
      const transaction = ledger.byReference(reference);
      if (transaction === undefined) {
        return apiError(c, 404, "transaction_not_found", "Transaction reference not found");
      }
      const wire = sandbox.wire(transaction);
      const told = faults.meets(reference, "verifyPendingTimes") ? asPending(wire) : wire;
      const data = faults.of(reference).split === "reshaped" ? reshaped(told) : told;
      return c.json({ status: true, message: "Verification successful", data });
    });
  });

  app.get("/", (c) =>
    sandbox.serve(c, null, () => {
      const query = c.req.query();
      const filter = transactionFilter(query);
      if (typeof filter === "string") {
        return apiError(c, 400, "invalid_params", `Invalid value for ${filter}`);
      }
      const all = ledger.transactions().map((one) => sandbox.wire(one)).filter(filter);
      const page = pageOf(all, query);
      if ("invalid" in page) {
        return apiError(c, 400, "invalid_params", `Invalid value for ${page.invalid}`);
      }
      const volume = all.reduce((sum, one) => sum + one.amount, 0);
      const meta = "page" in page.meta ? { ...page.meta, "total_volume": volume } : page.meta;
      return c.json({ status: true, message: "Transactions retrieved", data: page.items, meta });
    }));

  app.get("/:id", (c) => {
    const id = c.req.param("id");
    const transaction = /^\d+$/.test(id) ? ledger.byId(Number(id)) : undefined;
    return sandbox.serve(c, transaction?.reference ?? null, () => {
      if (transaction === undefined) {
        return apiError(c, 404, "transaction_not_found", "Transaction not found");
      }
      const data = sandbox.wire(transaction);
      return c.json({ status: true, message: "Transaction retrieved", data });
    });
  });

  return app;
}

/** The transaction as a later version may tell of its split: no reader of today knows the shape. */
function reshaped(wire: WireTransaction): Readonly<Record<string, unknown>> {
  const { subaccount, fees_split: shares } = wire;
  return shares === null
    ? { ...wire }
    : { ...wire, "fees_split": { shares: [{ ...subaccount, amount: shares.subaccount }] } };
}

/** The filter a list query asks for, or the name of the parameter that is wrong. */
function transactionFilter(
  query: Readonly<Record<string, string>>,
): string | ((wire: WireTransaction) => boolean) {
  const { status, customer, from, to, amount } = query;
  const since = from === undefined ? -Infinity : Date.parse(from);
  const until = to === undefined ? Infinity : Date.parse(to);
  if (Number.isNaN(since)) return "from";
  if (Number.isNaN(until)) return "to";
  if (status !== undefined && !["success", "failed", "abandoned", "reversed"].includes(status)) {
    return "status";
  }
  if (customer !== undefined && !/^\d+$/.test(customer)) return "customer";
  if (amount !== undefined && !/^\d+$/.test(amount)) return "amount";
  return (wire) => {
    const at = Date.parse(wire.created_at);
    return at >= since && at <= until &&
      (status === undefined || wire.status === status) &&
      (customer === undefined || wire.customer.id === Number(customer)) &&
      (amount === undefined || wire.amount === Number(amount));
  };
}
