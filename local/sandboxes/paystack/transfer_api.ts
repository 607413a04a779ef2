/** The provider's /transferrecipient and /transfer endpoints. */
import { Hono } from "hono";
import { apiError } from "./api_error.ts";
import { accountHolder, BANKS, TEST_BANK_CODE } from "./banks.ts";
import { readObject } from "../request_body.ts";
import { localTransferFee } from "./money.ts";
import type { Sandbox } from "./sandbox.ts";

const REFERENCE = /^[a-z0-9_-]{16,50}$/;

interface Recipient {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly accountNumber: string;
  readonly bankCode: string;
  readonly createdAt: string;
}

interface Transfer {
  readonly id: number;
  readonly code: string;
  readonly reference: string;
  readonly amount: number;
  readonly reason: string;
  readonly recipient: Recipient;
  readonly createdAt: string;
  status: "otp" | "pending" | "success" | "failed" | "reversed";
}

/** Payouts of one sandbox; each succeeds at once, unless a fault of its reference says otherwise. */
export class Payouts {
  readonly recipients: Recipient[] = [];
  readonly transfers: Transfer[] = [];

  constructor(readonly sandbox: Pick<Sandbox, "notify">) {}

  /** Moves a payout and tells of it; undefined: there is none of that reference. */
  async move(reference: string, status: "success" | "failed" | "reversed") {
    const transfer = this.transfers.find((one) => one.reference === reference);
    if (transfer === undefined) return undefined;
    transfer.status = status;
    const wire = wireTransfer(transfer);
    await this.sandbox.notify(`transfer.${status}`, reference, wire);
    return wire;
  }

  clear(): void {
    this.recipients.length = 0;
    this.transfers.length = 0;
  }
}

/** Name recipients. */
export function recipientApi(sandbox: Sandbox, payouts: Payouts): Hono {
  const { ledger } = sandbox;
  const app = new Hono();
  app.post("/", async (c) => {
    const body = await readObject(c);
    return await sandbox.serve(c, null, () => {
      const { name, account_number: number, bank_code: code, type } = body;
      if (type !== "nuban" || typeof name !== "string" || typeof number !== "string") {
        return apiError(c, 400, "missing_params", "Type, name and account number are required");
      }
      // The test bank resolves any account and pays out to none.
      if (code === TEST_BANK_CODE || !BANKS.some((bank) => bank.code === code)) {
        return apiError(c, 400, "invalid_bank_code", "Bank is invalid");
      }
      const bankCode = code as string;
      const known = payouts.recipients.find((one) =>
        one.accountNumber === number && one.bankCode === bankCode
      );
      const id = ledger.nextId();
      const recipient = known ?? {
        id,
        code: `RCP_${id.toString(36)}`,
        name,
        accountNumber: number,
        bankCode,
        createdAt: ledger.now().toISOString(),
      };
      if (known === undefined) payouts.recipients.push(recipient);
      const data = wireRecipient(recipient);
      return c.json(
        { status: true, message: "Transfer recipient created successfully", data },
        201,
      );
    });
  });
  return app;
}

/** Begin and look up payouts. */
export function transferApi(sandbox: Sandbox, payouts: Payouts): Hono {
  const { ledger, faults } = sandbox;
  const app = new Hono();

  app.post("/", async (c) => {
    const body = await readObject(c);
    const named = body["reference"];
    return await sandbox.serve(c, typeof named === "string" ? named : null, async () => {
      const { source, amount, recipient: code, reason } = body;
      if (source !== "balance") return apiError(c, 400, "invalid_params", "Source must be balance");
      const recipient = payouts.recipients.find((one) => one.code === code);
      if (recipient === undefined) {
        return apiError(c, 400, "invalid_params", "Recipient specified is invalid");
      }
      if (typeof amount !== "number" || !Number.isSafeInteger(amount) || amount <= 0) {
        return apiError(c, 400, "invalid_params", "Amount must be a whole number of kobo");
      }
      const id = ledger.nextId();
      const reference = named ?? `sandbox-transfer-${id}`;
      if (typeof reference !== "string" || !REFERENCE.test(reference)) {
        return apiError(
          c,
          400,
          "invalid_params",
          "Reference must be 16 to 50 of a-z, 0-9, - and _",
        );
      }
      if (payouts.transfers.some((one) => one.reference === reference)) {
        return apiError(c, 400, "duplicate_reference", "Please provide a unique reference");
      }
      const { transfer: fault } = faults.of(reference);
      if (fault === "insufficient") {
        const message = "Your balance is not enough to fulfil this request";
        return apiError(c, 400, "unknown", message);
      }
      const transfer: Transfer = {
        id,
        code: `TRF_${id.toString(36)}`,
        reference,
        amount,
        reason: typeof reason === "string" ? reason : "",
        recipient,
        createdAt: ledger.now().toISOString(),
        status: fault === "otp" ? "otp" : "pending",
      };
      payouts.transfers.push(transfer);
      const data = { ...wireTransfer(transfer), recipient: recipient.id };
      if (fault !== "otp" && fault !== "waits") {
        await payouts.move(reference, fault === "fails" ? "failed" : "success");
      }
      return c.json({
        status: true,
        message: fault === "otp" ? "Transfer requires OTP to continue" : "Transfer has been queued",
        data,
      });
    });
  });

  app.get("/verify/:reference", (c) => {
    const reference = c.req.param("reference");
    return sandbox.serve(c, reference, () => {
      const transfer = payouts.transfers.find((one) => one.reference === reference);
      if (transfer === undefined) {
        return apiError(c, 404, "transaction_not_found", "Transfer not found");
      }
      return c.json({ status: true, message: "Transfer retrieved", data: wireTransfer(transfer) });
    });
  });

  return app;
}

function wireRecipient(recipient: Recipient) {
  const { id, code, name, accountNumber, bankCode, createdAt } = recipient;
  return {
    id,
    active: true,
    createdAt,
    currency: "NGN",
    domain: "test",
    name,
    recipient_code: code,
    type: "nuban",
    is_deleted: false,
    details: {
      account_number: accountNumber,
      account_name: accountHolder(bankCode, accountNumber) ?? null,
      bank_code: bankCode,
      bank_name: BANKS.find((bank) => bank.code === bankCode)?.name,
    },
  };
}

function wireTransfer(transfer: Transfer) {
  const { id, code, reference, amount, reason, recipient, createdAt, status } = transfer;
  const done = status === "success" || status === "reversed";
  return {
    id,
    domain: "test",
    transfer_code: code,
    reference,
    amount,
    currency: "NGN",
    reason,
    source: "balance",
    status,
    recipient: wireRecipient(recipient),
    createdAt,
    fee_charged: done ? localTransferFee(amount) : null,
    gateway_response: status === "failed" ? "The beneficiary's bank refused it" : null,
    transferred_at: done ? createdAt : null,
  };
}
