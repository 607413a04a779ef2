/** The provider's /customer and /dedicated_account, and the lever by which somebody transfers to an account. */
import { type Context, Hono } from "hono";
import { ControlError } from "../control.ts";
import { readObject } from "../request_body.ts";
import { apiError } from "./api_error.ts";
import type { Sandbox } from "./sandbox.ts";
import type { Customer, Transaction } from "./transaction.ts";

interface Account {
  readonly id: number;
  readonly customer: Customer;
  readonly accountNumber: string;
  readonly accountName: string;
  readonly createdAt: string;
}

const BANK = { name: "Test Bank", id: 24, slug: "test-bank" };
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** The account numbers of one sandbox; a customer has one. */
export class Accounts {
  readonly #accounts: Account[] = [];
  readonly #names = new Map<number, string>();

  constructor(readonly sandbox: Sandbox) {}

  /** Remembers what a customer is called. */
  name(customer: Customer, name: string): void {
    if (name !== "") this.#names.set(customer.id, name);
  }

  of(customer: Customer): Account | undefined {
    return this.#accounts.find((it) => it.customer === customer);
  }

  /** The account of a customer; the same one when asked again. */
  open(customer: Customer): Account {
    const known = this.of(customer);
    if (known !== undefined) return known;
    const { ledger } = this.sandbox;
    const id = ledger.nextId();
    const account = {
      id,
      customer,
      accountNumber: `99${String(id % 100_000_000).padStart(8, "0")}`,
      accountName: `ESTATE/${this.#names.get(customer.id) ?? "CUSTOMER"}`.toUpperCase(),
      createdAt: ledger.now().toISOString(),
    };
    this.#accounts.push(account);
    return account;
  }

  /** Somebody transfers kobo to an account: the event names a reference of the provider's own. */
  async credit(accountNumber: string, amount: number): Promise<Transaction> {
    const account = this.#accounts.find((it) => it.accountNumber === accountNumber);
    if (account === undefined) {
      throw new ControlError(404, `Cannot transfer to ${accountNumber}: no such account`);
    }
    const transaction = this.sandbox.ledger.create({
      email: account.customer.email,
      amount,
      currency: "NGN",
      reference: null,
      callbackUrl: null,
      cancelUrl: null,
      metadata: "",
      channel: "dedicated_nuban",
      receiverAccount: accountNumber,
    });
    if (transaction === null) throw new ControlError(409, "The reference is taken");
    await this.sandbox.pay(transaction);
    return transaction;
  }

  clear(): void {
    this.#accounts.length = 0;
    this.#names.clear();
  }
}

/** Creates customers; the same address is the same one. */
export function customerApi(sandbox: Sandbox, accounts: Accounts): Hono {
  const app = new Hono();
  app.post("/", async (c) => {
    const body = await readObject(c);
    return await sandbox.serve(c, null, () => {
      const { email, first_name: first, last_name: last } = body;
      if (typeof email !== "string" || email === "") {
        return apiError(c, 400, "missing_params", "Email is required");
      }
      if (!EMAIL.test(email)) {
        return apiError(c, 400, "invalid_params", "Invalid Email Address Passed");
      }
      const customer = sandbox.ledger.customerFor(email);
      accounts.name(customer, [first, last].filter((it) => typeof it === "string").join(" "));
      return c.json({ status: true, message: "Customer created", data: wireCustomer(customer) });
    });
  });
  return app;
}

/** Opens and lists account numbers. */
export function accountApi(sandbox: Sandbox, accounts: Accounts): Hono {
  const app = new Hono();
  const find = (named: unknown) => sandbox.ledger.customerNamed(String(named));

  app.post("/", async (c) => {
    const body = await readObject(c);
    return await sandbox.serve(c, null, () => {
      const customer = find(body["customer"]);
      if (customer === undefined) {
        return apiError(c, 400, "invalid_params", "Customer not found");
      }
      if (body["preferred_bank"] !== BANK.slug) {
        return apiError(c, 400, "invalid_params", "Preferred bank is not available in test mode");
      }
      const data = wire(accounts.open(customer));
      return c.json({ status: true, message: "NUBAN successfully created", data });
    });
  });

  app.get("/", (c: Context) =>
    sandbox.serve(c, null, () => {
      const customer = find(c.req.query("customer"));
      const known = customer === undefined ? undefined : accounts.of(customer);
      const data = known === undefined ? [] : [wire(known)];
      return c.json({ status: true, message: "Managed accounts successfully retrieved", data });
    }));
  return app;
}

function wireCustomer({ id, code, email }: Customer) {
  return {
    id,
    email,
    "customer_code": code,
    domain: "test",
    identified: false,
    identifications: null,
  };
}

function wire({ id, customer, accountNumber, accountName, createdAt }: Account) {
  return {
    id,
    "account_name": accountName,
    "account_number": accountNumber,
    assigned: true,
    active: true,
    currency: "NGN",
    bank: BANK,
    "created_at": createdAt,
    assignment: {
      "assignee_id": customer.id,
      "assignee_type": "Customer",
      "account_type": "PAY-WITH-TRANSFER-RECURRING",
    },
    customer: wireCustomer(customer),
  };
}
