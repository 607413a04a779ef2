/** The provider's /subaccount: bank accounts to which it settles a share of payments by itself. */
import { type Context, Hono } from "hono";
import { readObject } from "../request_body.ts";
import { apiError } from "./api_error.ts";
import { accountHolder, BANKS, TEST_BANK_CODE } from "./banks.ts";
import { pageOf } from "./page.ts";
import type { Sandbox } from "./sandbox.ts";

/** A bank account that is settled to. */
export interface Subaccount {
  readonly id: number;
  readonly code: string;
  readonly createdAt: string;
  businessName: string;
  bankCode: string;
  accountNumber: string;
  accountName: string;
  percentageCharge: number;
  description: string | null;
  isActive: boolean;
}

/** The reference under which faults of these calls are set: they name none. */
export const SUBACCOUNT_CALLS = "subaccount";

/** The subaccounts of one sandbox. */
export class Subaccounts {
  readonly #all: Subaccount[] = [];

  constructor(readonly sandbox: Sandbox) {}

  /** Every one, newest first. */
  list(): Subaccount[] {
    return this.#all.toReversed();
  }

  named(name: string): Subaccount | undefined {
    return this.#all.find((it) => it.code === name || String(it.id) === name);
  }

  add(told: Omit<Subaccount, "id" | "code" | "createdAt">): Subaccount {
    const { ledger } = this.sandbox;
    const id = ledger.nextId();
    const code = `ACCT_${id.toString(36).padStart(15, "0").slice(-15)}`;
    const made = { ...told, id, code, createdAt: ledger.now().toISOString() };
    this.#all.push(made);
    return made;
  }

  clear(): void {
    this.#all.length = 0;
  }
}

/** Create, list, fetch and update. */
export function subaccountApi(sandbox: Sandbox, subaccounts: Subaccounts): Hono {
  const app = new Hono();
  const unknown = (c: Context) => apiError(c, 404, "invalid_params", "Subaccount not found");

  app.post("/", async (c) => {
    const body = await readObject(c);
    return await sandbox.serve(c, SUBACCOUNT_CALLS, () => {
      for (const name of ["business_name", "account_number", "percentage_charge"]) {
        if (body[name] === undefined || body[name] === "") {
          return apiError(c, 400, "missing_params", `${name} is required`);
        }
      }
      const account = accountOf(body);
      if (typeof account === "string") return apiError(c, 400, "invalid_params", account);
      const made = subaccounts.add({
        ...account,
        businessName: String(body["business_name"]),
        percentageCharge: Number(body["percentage_charge"]),
        description: typeof body["description"] === "string" ? body["description"] : null,
        isActive: true,
      });
      return c.json({ status: true, message: "Subaccount created", data: wire(made) }, 201);
    });
  });

  app.get("/", (c) =>
    sandbox.serve(c, SUBACCOUNT_CALLS, () => {
      const page = pageOf(subaccounts.list(), c.req.query());
      if ("invalid" in page) {
        return apiError(c, 400, "invalid_params", `Invalid value for ${page.invalid}`);
      }
      const data = page.items.map(wire);
      return c.json({ status: true, message: "Subaccounts retrieved", data, meta: page.meta });
    }));

  app.get("/:name", (c) =>
    sandbox.serve(c, SUBACCOUNT_CALLS, () => {
      const found = subaccounts.named(c.req.param("name"));
      if (found === undefined) return unknown(c);
      return c.json({ status: true, message: "Subaccount retrieved", data: wire(found) });
    }));

  app.put("/:name", async (c) => {
    const body = await readObject(c);
    return await sandbox.serve(c, SUBACCOUNT_CALLS, () => {
      const found = subaccounts.named(c.req.param("name"));
      if (found === undefined) return unknown(c);
      if (body["account_number"] !== undefined || body["settlement_bank"] !== undefined) {
        const account = accountOf({
          settlement_bank: body["settlement_bank"] ?? found.bankCode,
          account_number: body["account_number"] ?? found.accountNumber,
        });
        if (typeof account === "string") return apiError(c, 400, "invalid_params", account);
        Object.assign(found, account);
      }
      if (typeof body["business_name"] === "string") found.businessName = body["business_name"];
      if (typeof body["description"] === "string") found.description = body["description"];
      if (typeof body["active"] === "boolean") found.isActive = body["active"];
      if (body["percentage_charge"] !== undefined) {
        found.percentageCharge = Number(body["percentage_charge"]);
      }
      return c.json({ status: true, message: "Subaccount updated", data: wire(found) });
    });
  });

  return app;
}

/** The account that a body names, or why there is none. The field table says bank_code, the sample settlement_bank. */
function accountOf(
  body: Readonly<Record<string, unknown>>,
): Pick<Subaccount, "bankCode" | "accountNumber" | "accountName"> | string {
  const bankCode = String(body["settlement_bank"] ?? body["bank_code"] ?? "");
  const accountNumber = String(body["account_number"]);
  if (bankCode !== TEST_BANK_CODE && !BANKS.some((it) => it.code === bankCode)) {
    return "Settlement Bank is invalid";
  }
  const accountName = accountHolder(bankCode, accountNumber);
  return accountName === undefined
    ? "Account details are invalid"
    : { bankCode, accountNumber, accountName };
}

function wire(it: Subaccount) {
  const bank = BANKS.find((one) => one.code === it.bankCode);
  return {
    id: it.id,
    "subaccount_code": it.code,
    "business_name": it.businessName,
    description: it.description,
    "account_number": it.accountNumber,
    "account_name": it.accountName,
    "percentage_charge": it.percentageCharge,
    "settlement_bank": bank?.name ?? "Test Bank",
    bank: bank?.id ?? 0,
    currency: "NGN",
    "is_verified": false,
    "settlement_schedule": "AUTO",
    active: it.isActive,
    domain: "test",
    product: "collection",
    integration: 100073,
    createdAt: it.createdAt,
    updatedAt: it.createdAt,
  };
}
