/** The provider's /v3/banks, /v3/accounts/resolve and /v3/transfers. */
import { Hono } from "hono";
import { BANKS } from "../paystack/banks.ts";
import { readObject } from "../request_body.ts";
import { fromNaira } from "./money.ts";
import { refuse, type Sandbox, succeed } from "./sandbox.ts";
import { wireTransfer } from "./wire.ts";

/** The documented test accounts of Access Bank. */
const ACCOUNTS: Readonly<Record<string, string>> = {
  "0690000031": "Forrest Green",
  "0690000032": "Pastor Bright",
  "0690000040": "Alexis Sanchez",
};
const ACCESS_BANK = "044";
/** Numbers of ours besides, for a landlord whose account is in her name, as banks write it. */
const OURS = /^07[0-9]{8}$/;
const OUR_HOLDER = "ADEYEMI FOLAKE";

/** Whose account it is; undefined when the bank does not know it. */
export function accountHolder(bankCode: string, accountNumber: string): string | undefined {
  if (bankCode !== ACCESS_BANK) return undefined;
  return OURS.test(accountNumber) ? OUR_HOLDER : ACCOUNTS[accountNumber];
}
/** Rows of a page of payouts. */
const PAGE = 10;

/** List banks, resolve account numbers, pay out. */
export function payoutApi(sandbox: Sandbox): Hono {
  const { ledger } = sandbox;
  const app = new Hono();

  app.get("/banks/:country", (c) =>
    sandbox.serve(c, null, () => {
      if (c.req.param("country").toUpperCase() !== "NG") return refuse(c, 400, "Unknown country");
      const banks = BANKS.map(({ id, code, name }) => ({ id, code, name }));
      return succeed(c, "Banks fetched successfully", banks);
    }));

  app.post("/accounts/resolve", async (c) => {
    const body = await readObject(c);
    return await sandbox.serve(c, null, () => {
      const number = String(body["account_number"] ?? "");
      const name = accountHolder(String(body["account_bank"]), number);
      if (name === undefined) {
        return refuse(c, 400, "Sorry, that account number is invalid, please check and try again");
      }
      return succeed(c, "Account details fetched", {
        "account_number": number,
        "account_name": name,
      });
    });
  });

  app.post("/transfers", async (c) => {
    const body = await readObject(c);
    const reference = typeof body["reference"] === "string"
      ? body["reference"]
      : `FLW-${ledger.nextId()}`;
    return await sandbox.serve(c, reference, async () => {
      const { transfer: fault } = sandbox.faults.of(reference);
      if (fault === "insufficient") {
        return refuse(c, 400, "Insufficient funds in your NGN wallet balance");
      }
      const amount = fromNaira(body["amount"]);
      if (amount === null) return refuse(c, 400, "amount is required");
      const { account_bank: bank, account_number: number } = body;
      if (typeof bank !== "string" || typeof number !== "string") {
        return refuse(c, 400, "account_bank and account_number are required");
      }
      const transfer = ledger.addTransfer({
        bankCode: bank,
        accountNumber: number,
        accountName: accountHolder(ACCESS_BANK, number) ?? "N/A",
        amount,
        reference,
        narration: typeof body["narration"] === "string" ? body["narration"] : "",
        status: "NEW",
        requiresApproval: fault === "otp",
      });
      if (transfer === null) {
        return refuse(c, 400, "Transfer with this reference already exists");
      }
      const answer = wireTransfer(transfer);
      // What becomes of it its reference says, as in the provider's own test mode.
      if (fault !== "otp" && fault !== "waits") {
        const fails = fault === "fails" || reference.endsWith("_PMCKDU_1");
        await sandbox.moveTransfer(transfer, fails ? "FAILED" : "SUCCESSFUL");
      }
      return succeed(c, "Transfer Queued Successfully", answer);
    });
  });

  app.get("/transfers", (c) =>
    sandbox.serve(c, null, () => {
      const { reference, page = "1" } = c.req.query();
      const rows = ledger.transfers()
        .filter((one) => reference === undefined || one.reference === reference)
        .map(wireTransfer);
      const shown = rows.slice((Number(page) - 1) * PAGE, Number(page) * PAGE);
      const meta = {
        page_info: {
          total: rows.length,
          current_page: Number(page),
          total_pages: Math.ceil(rows.length / PAGE),
        },
      };
      return succeed(c, "Transfers fetched", shown, { meta });
    }));
  app.get("/transfers/:id", (c) => {
    const id = c.req.param("id");
    const transfer = /^\d+$/.test(id) ? ledger.transferById(Number(id)) : undefined;
    return sandbox.serve(
      c,
      transfer?.reference ?? null,
      () =>
        transfer === undefined
          ? refuse(c, 400, "Transfer not found")
          : succeed(c, "Transfer fetched", wireTransfer(transfer)),
    );
  });

  return app;
}
