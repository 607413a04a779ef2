/** The provider's /bank endpoints. */
import { Hono } from "hono";
import { apiError } from "./api_error.ts";
import { accountHolder, type Bank, BANKS, TEST_BANK_CODE } from "./banks.ts";
import { pageOf } from "./page.ts";
import type { Sandbox } from "./sandbox.ts";

const RESOLVES_PER_DAY = 3;
const LISTED_AT = "2016-07-14T10:04:29.000Z";

/** Counts look-ups of real banks, of which test mode allows three on each UTC day. */
export class ResolveQuota {
  #day = "";
  #used = 0;

  constructor(readonly now: () => Date) {}

  /** Takes one look-up; false when today's are used up. */
  take(): boolean {
    const day = this.now().toISOString().slice(0, 10);
    if (day !== this.#day) this.clear();
    this.#day = day;
    if (this.#used >= RESOLVES_PER_DAY) return false;
    this.#used++;
    return true;
  }

  clear(): void {
    this.#used = 0;
  }
}

/** List banks and resolve account numbers. */
export function bankApi(sandbox: Sandbox, quota: ResolveQuota): Hono {
  const app = new Hono();

  app.get("/", (c) =>
    sandbox.serve(c, null, () => {
      const { country = "nigeria", currency = "NGN" } = c.req.query();
      const nigerian = country.toLowerCase() === "nigeria" && currency === "NGN";
      const page = pageOf(nigerian ? BANKS.map(wireBank) : [], c.req.query());
      if ("invalid" in page) {
        return apiError(c, 400, "invalid_params", `Invalid value for ${page.invalid}`);
      }
      const { items: data, meta } = page;
      return c.json({ status: true, message: "Banks retrieved", data, meta });
    }));

  app.get("/resolve", (c) =>
    sandbox.serve(c, null, () => {
      const { "account_number": number, "bank_code": code } = c.req.query();
      if (!number) return apiError(c, 400, "missing_params", "Account number is required");
      if (!code) return apiError(c, 400, "missing_params", "Bank code is required");
      if (code !== TEST_BANK_CODE && !quota.take()) {
        const message = `Test mode daily limit of ${RESOLVES_PER_DAY} live bank resolves ` +
          "exceeded. Use test bank codes 001 or upgrade to live mode.";
        return apiError(c, 429, "unknown", message, "api_error");
      }
      const bank = BANKS.find((one) => one.code === code);
      const holder = /^\d{10}$/.test(number) ? accountHolder(code, number) : undefined;
      if (holder === undefined) {
        const known = bank !== undefined || code === TEST_BANK_CODE;
        const message = "Could not resolve account name. Check parameters or try again.";
        return apiError(c, 422, known ? "unresolved_account" : "invalid_bank_code", message);
      }
      const data = { "account_number": number, "account_name": holder, "bank_id": bank?.id ?? 24 };
      return c.json({ status: true, message: "Account number resolved", data });
    }));

  return app;
}

function wireBank({ id, code, name }: Bank) {
  return {
    id,
    name,
    slug: name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-").replace(/-$/, ""),
    code,
    longcode: "",
    gateway: null,
    "pay_with_bank": false,
    active: true,
    "is_deleted": false,
    country: "Nigeria",
    currency: "NGN",
    type: "nuban",
    createdAt: LISTED_AT,
    updatedAt: LISTED_AT,
  };
}
