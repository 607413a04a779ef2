/** The provider's /v3/subaccounts and /v3/transactions/fee: bank accounts to which it settles a share of payments. */
import { type Context, Hono } from "hono";
import { readObject } from "../request_body.ts";
import { fromNaira, localChargeFee, toNaira } from "./money.ts";
import { accountHolder } from "./payout_api.ts";
import { refuse, type Sandbox, succeed } from "./sandbox.ts";

/** A bank account that is settled to. */
export interface Subaccount {
  readonly id: number;
  readonly code: string;
  readonly createdAt: string;
  bankCode: string;
  accountNumber: string;
  fullName: string;
  splitType: string;
  splitValue: number;
  meta: unknown;
}

/** The reference under which faults of these calls are set: they name none. */
export const SUBACCOUNT_CALLS = "subaccount";
const PAGE_SIZE = 10;

/** The subaccounts of one sandbox. */
export class Subaccounts {
  #all: Subaccount[] = [];

  constructor(readonly sandbox: Sandbox) {}

  /** Every one, newest first. */
  list(): Subaccount[] {
    return this.#all.toReversed();
  }

  byId(id: string): Subaccount | undefined {
    return this.#all.find((it) => String(it.id) === id);
  }

  byCode(code: unknown): Subaccount | undefined {
    return this.#all.find((it) => it.code === code);
  }

  add(told: Omit<Subaccount, "id" | "code" | "createdAt">): Subaccount {
    const { ledger } = this.sandbox;
    const id = ledger.nextId();
    const code = `RS_${id.toString(16).toUpperCase().padStart(32, "0").slice(-32)}`;
    const made = { ...told, id, code, createdAt: ledger.moment() };
    this.#all.push(made);
    return made;
  }

  remove(subaccount: Subaccount): void {
    this.#all = this.#all.filter((it) => it !== subaccount);
  }

  clear(): void {
    this.#all = [];
  }
}

/** Create, list, fetch, update and delete; and what a charge will cost. */
export function subaccountApi(sandbox: Sandbox, subaccounts: Subaccounts): Hono {
  const app = new Hono();
  const serve = (c: Context, answer: () => Response) => sandbox.serve(c, SUBACCOUNT_CALLS, answer);
  const unknown = (c: Context) => refuse(c, 400, "Subaccount not found");

  app.post("/subaccounts", async (c) => {
    const body = await readObject(c);
    return await serve(c, () => {
      for (const name of ["business_name", "business_mobile", "country", "split_type"]) {
        if (typeof body[name] !== "string" || body[name] === "") {
          return refuse(c, 400, `${name} is required`);
        }
      }
      if (typeof body["split_value"] !== "number") return refuse(c, 400, "split_value is required");
      const account = accountOf(body);
      if (typeof account === "string") return refuse(c, 400, account);
      if (
        subaccounts.list().some((it) =>
          it.bankCode === account.bankCode && it.accountNumber === account.accountNumber
        )
      ) {
        return refuse(c, 400, "A subaccount with the account number and bank already exists");
      }
      const made = subaccounts.add({
        ...account,
        splitType: String(body["split_type"]),
        splitValue: body["split_value"],
        meta: body["meta"] ?? null,
      });
      return succeed(c, "Subaccount created", wire(made));
    });
  });

  app.get("/subaccounts", (c) =>
    serve(c, () => {
      const page = Number(c.req.query("page") ?? "1");
      const all = subaccounts.list();
      const meta = {
        page_info: {
          total: all.length,
          current_page: page,
          total_pages: Math.ceil(all.length / PAGE_SIZE),
        },
      };
      const start = (page - 1) * PAGE_SIZE;
      const rows = all.slice(start, start + PAGE_SIZE).map(wire);
      return succeed(c, "Subaccounts fetched", rows, { meta });
    }));

  app.get("/subaccounts/:id", (c) =>
    serve(c, () => {
      const found = subaccounts.byId(c.req.param("id"));
      return found === undefined ? unknown(c) : succeed(c, "Subaccount fetched", wire(found));
    }));

  app.put("/subaccounts/:id", async (c) => {
    const body = await readObject(c);
    return await serve(c, () => {
      const found = subaccounts.byId(c.req.param("id"));
      if (found === undefined) return unknown(c);
      const account = accountOf({
        account_bank: body["account_bank"] ?? found.bankCode,
        account_number: body["account_number"] ?? found.accountNumber,
      });
      if (typeof account === "string") return refuse(c, 400, account);
      Object.assign(found, account);
      if (body["meta"] !== undefined) found.meta = body["meta"];
      return succeed(c, "Subaccount updated", wire(found));
    });
  });

  app.delete("/subaccounts/:id", (c) =>
    serve(c, () => {
      const found = subaccounts.byId(c.req.param("id"));
      if (found === undefined) return unknown(c);
      subaccounts.remove(found);
      return succeed(c, "Subaccount deleted", null);
    }));

  app.get("/transactions/fee", (c) =>
    sandbox.serve(c, null, () => {
      const amount = fromNaira(c.req.query("amount"));
      if (amount === null) return refuse(c, 400, "amount is required");
      const fee = localChargeFee(amount);
      return succeed(c, "Charged fee", {
        charge_amount: toNaira(amount + fee),
        fee: toNaira(fee),
        merchant_fee: 0,
        flutterwave_fee: toNaira(fee),
        stamp_duty_fee: 0,
        currency: "NGN",
      });
    }));

  return app;
}

function accountOf(
  body: Readonly<Record<string, unknown>>,
): Pick<Subaccount, "bankCode" | "accountNumber" | "fullName"> | string {
  const bankCode = String(body["account_bank"]);
  const accountNumber = String(body["account_number"]);
  const fullName = accountHolder(bankCode, accountNumber);
  return fullName === undefined
    ? "Sorry we couldn't verify your account number kindly pass a valid account number."
    : { bankCode, accountNumber, fullName };
}

function wire(it: Subaccount) {
  return {
    id: it.id,
    subaccount_id: it.code,
    account_number: it.accountNumber,
    account_bank: it.bankCode,
    bank_name: "SANDBOX BANK",
    full_name: it.fullName,
    split_type: it.splitType,
    split_value: it.splitValue,
    meta: it.meta,
    country: "NG",
    created_at: it.createdAt,
  };
}
