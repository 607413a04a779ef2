/** The provider's /v3/virtual-account-numbers: account numbers for one payment each. */
import { Hono } from "hono";
import { readObject } from "../request_body.ts";
import { fromNaira, toNaira } from "./money.ts";
import { refuse, type Sandbox, succeed } from "./sandbox.ts";

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const HOUR_MS = 3_600_000;

/** Gives them. A permanent one wants the holder's BVN, and there is nobody here whose one it would be. */
export function accountApi(sandbox: Sandbox): Hono {
  const { ledger } = sandbox;
  const app = new Hono();

  app.post("/", async (c) => {
    const body = await readObject(c);
    const txRef = body["tx_ref"];
    return await sandbox.serve(
      c,
      typeof txRef === "string" ? txRef : null,
      () => {
        if (typeof txRef !== "string" || txRef === "") {
          return refuse(c, 400, "tx_ref is required");
        }
        const { email, currency = "NGN" } = body;
        if (typeof email !== "string" || !EMAIL.test(email)) {
          return refuse(c, 400, "email is required");
        }
        if (currency !== "NGN") {
          return refuse(c, 400, "currency is not supported for this merchant");
        }
        if (body["is_permanent"] === true) {
          return refuse(c, 400, "BVN is required for static account number");
        }
        const amount = fromNaira(body["amount"]);
        if (amount === null || amount <= 0) {
          return refuse(c, 400, "amount is required");
        }
        const expiresAt = new Date(ledger.now().getTime() + HOUR_MS)
          .toISOString();
        const number = `78${String(ledger.nextId()).slice(-8)}`;
        ledger.open({
          ...{ txRef, amount, currency, email, redirectUrl: null, meta: null },
          account: { number, expiresAt },
        });
        return succeed(c, "Virtual account created", {
          response_code: "02",
          response_message: "Transaction in progress",
          flw_ref: `FLW-${crypto.randomUUID()}`,
          order_ref: `URF_${ledger.nextId()}`,
          account_number: number,
          account_status: "active",
          frequency: 1,
          bank_name: "Mock Bank",
          created_at: ledger.moment(),
          expiry_date: expiresAt,
          note: `Please make a bank transfer to ${sandbox.place.merchantName}`,
          amount: toNaira(amount),
          is_permanent: false,
        });
      },
    );
  });

  return app;
}
