/** The provider's /v3/payments: hosted checkouts. */
import { Hono } from "hono";
import { readObject } from "../request_body.ts";
import { fromNaira } from "./money.ts";
import { refuse, type Sandbox, succeed } from "./sandbox.ts";
import type { Subaccounts } from "./subaccount_api.ts";

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** The address when it is one a browser may be sent to, else null. */
function webAddress(value: unknown): string | null {
  if (typeof value !== "string" || !URL.canParse(value)) return null;
  const { protocol, href } = new URL(value);
  return protocol === "http:" || protocol === "https:" ? href : null;
}

/** Opens hosted checkouts. A reference that was used before gets another link, unless `refusesUsed` says so. */
export function paymentsApi(
  sandbox: Sandbox,
  refusesUsed: () => boolean,
  subaccounts: Subaccounts,
): Hono {
  const { ledger, faults } = sandbox;
  const app = new Hono();

  app.post("/", async (c) => {
    const body = await readObject(c);
    const txRef = body["tx_ref"];
    return await sandbox.serve(c, typeof txRef === "string" ? txRef : null, () => {
      if (typeof txRef !== "string" || txRef === "") return refuse(c, 400, "tx_ref is required");
      const amount = fromNaira(body["amount"]);
      if (amount === null) {
        return refuse(c, 400, "amount must be a number with two decimals at most");
      }
      const { currency = "NGN" } = body;
      if (currency !== "NGN") return refuse(c, 400, "currency is not supported for this merchant");
      const customer = body["customer"] as Record<string, unknown> | undefined;
      const email = customer?.["email"];
      if (typeof email !== "string" || !EMAIL.test(email)) {
        return refuse(c, 400, "customer email is required");
      }
      const redirect = body["redirect_url"] ?? null;
      const redirectUrl = webAddress(redirect);
      if (redirect !== null && redirectUrl === null) {
        return refuse(c, 400, "redirect_url must be a valid url");
      }
      if (refusesUsed() && ledger.linkByReference(txRef) !== undefined) {
        return refuse(c, 400, "A transaction with this tx_ref already exists");
      }
      const split = splitOf(body["subaccounts"], amount, subaccounts);
      if (typeof split === "string") return refuse(c, 400, split);
      if (split !== undefined && faults.of(txRef).split === "refused") {
        return refuse(c, 400, "Subaccount cannot be used for this transaction");
      }
      const meta = body["meta"] ?? null;
      const link = ledger.open({
        ...{ txRef, amount, currency, email, redirectUrl, meta },
        ...(split === undefined ? {} : { split }),
      });
      return succeed(c, "Hosted Link", { link: sandbox.checkoutUrl(link) });
    });
  });

  return app;
}

/** The share of a payee, in kobo; the text says what is wrong with what was asked. */
function splitOf(
  asked: unknown,
  amount: number,
  subaccounts: Subaccounts,
): { code: string; share: number } | undefined | string {
  if (asked === undefined) return undefined;
  const [first, ...others] = Array.isArray(asked) ? asked as Record<string, unknown>[] : [];
  const found = subaccounts.byCode(first?.["id"]);
  if (first === undefined || found === undefined || others.length > 0) {
    return "One or more subaccounts are invalid";
  }
  const charge = fromNaira(first["transaction_charge"]);
  if (charge === null) return "transaction_charge must be a number";
  // flat: the merchant keeps it; flat_subaccount: the payee gets exactly that.
  const type = first["transaction_charge_type"];
  const share = type === "flat_subaccount" ? charge : type === "flat" ? amount - charge : undefined;
  if (share === undefined) return "transaction_charge_type is invalid";
  return share <= 0 || share > amount
    ? "transaction_charge is invalid"
    : { code: found.code, share };
}
