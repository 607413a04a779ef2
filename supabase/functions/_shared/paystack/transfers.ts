/** Paystack's transfers (https://paystack.com/docs/transfers): banks, account names, payouts. Amounts are kobo. */
import { z } from "zod";
import type { ProviderAnswer, ProviderHttp } from "../http_client.ts";
import { ProviderUnavailable } from "../provider_error.ts";
import {
  type Bank,
  type ProviderTransfer,
  surelyNotCarriedOut,
  TransferNotSent,
  type TransferProvider,
  type TransferRequest,
  UnknownAccount,
} from "../transfer_provider.ts";

const refusal = z.object({ message: z.string() });
const banks = z.object({
  data: z.array(z.object({ code: z.string(), name: z.string() })),
  meta: z.object({ next: z.string().nullish() }),
});
const resolved = z.object({ data: z.object({ account_name: z.string().min(1) }) });
const recipient = z.object({ data: z.object({ recipient_code: z.string() }) });
const transfer = z.object({
  data: z.object({
    id: z.union([z.number(), z.string()]).transform(String),
    domain: z.enum(["test", "live"]).optional(),
    reference: z.string(),
    amount: z.number().int(),
    status: z.string(),
    fee_charged: z.number().int().nullish(),
    gateway_response: z.string().nullish(),
    transferred_at: z.iso.datetime({ offset: true }).nullish(),
  }),
});
/** As many as a page may hold; more pages than there are. */
const pageSize = "100";
const mostPages = 20;

/** What of the adapter's options it needs. */
export interface PaystackTransferOptions {
  readonly base: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly http: ProviderHttp;
  readonly environment: "live" | "test";
}

/** The capability. */
export function createPaystackTransfers(options: PaystackTransferOptions): TransferProvider {
  const { base, headers, http, environment } = options;
  const get = (operation: string, path: string, query: Readonly<Record<string, string>> = {}) => {
    const url = new URL(path, base);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    return http({ operation, method: "GET", url, headers, timeoutMs: 10_000 });
  };
  const post = (operation: string, path: string, body: Readonly<Record<string, unknown>>) =>
    http({ operation, method: "POST", url: new URL(path, base), headers, timeoutMs: 15_000, body });
  const read = (answer: ProviderAnswer, reference: string): ProviderTransfer => {
    const parsed = transfer.safeParse(answer.json);
    if (answer.status !== 200 || !parsed.success || parsed.data.data.reference !== reference) {
      throw unreadable(answer.status, reference, true);
    }
    const { data } = parsed.data;
    return {
      state: states[data.status] ?? "pending",
      providerTransferId: data.id,
      amountKobo: data.amount,
      feeKobo: data.fee_charged ?? undefined,
      paidAt: data.transferred_at ?? undefined,
      reason: data.gateway_response ?? data.status,
      environment: data.domain ?? environment,
    };
  };

  const provider: TransferProvider = {
    async listBanks() {
      const found: Bank[] = [];
      let next: string | undefined;
      for (let page = 0; page < mostPages; page++) {
        const answer = await get("paystack.banks", "bank", {
          country: "nigeria",
          currency: "NGN",
          perPage: pageSize,
          use_cursor: "true",
          ...(next === undefined ? {} : { next }),
        });
        const parsed = banks.safeParse(answer.json);
        if (answer.status !== 200 || !parsed.success) throw unreadable(answer.status, "banks");
        found.push(...parsed.data.data.map(({ code, name }) => ({ code, name })));
        next = parsed.data.meta.next ?? undefined;
        if (next === undefined) break;
      }
      return found;
    },

    async resolveAccount({ bankCode, accountNumber }) {
      const answer = await get("paystack.resolve", "bank/resolve", {
        account_number: accountNumber,
        bank_code: bankCode,
      });
      const parsed = resolved.safeParse(answer.json);
      if (answer.status === 200 && parsed.success) {
        return { accountName: parsed.data.data.account_name };
      }
      if (answer.status === 400 || answer.status === 422) {
        throw new UnknownAccount("Paystack cannot resolve the account");
      }
      throw unreadable(answer.status, "a bank account");
    },

    async sendTransfer(request) {
      const code = await recipientOf(request);
      let answer: ProviderAnswer;
      try {
        answer = await post("paystack.transfer", "transfer", {
          source: "balance",
          amount: request.amountKobo,
          recipient: code,
          reference: request.reference,
          reason: request.note,
          currency: "NGN",
        });
      } catch (error) {
        if (surelyNotCarriedOut(error)) throw notSent(error);
        throw error;
      }
      if (answer.status === 200) return read(answer, request.reference);
      // A refusal is no proof that nothing was sent: an earlier try may have used the reference.
      const known = await provider.findTransfer(request.reference);
      if (known !== undefined) return known;
      const message = refusal.safeParse(answer.json).data?.message ?? `answer ${answer.status}`;
      throw new TransferNotSent(
        /balance/i.test(message)
          ? "insufficient"
          : answer.status === 401 || answer.status === 403
          ? "not_sent"
          : "refused",
        message,
      );
    },

    async findTransfer(reference) {
      const answer = await get(
        "paystack.verify_transfer",
        `transfer/verify/${encodeURIComponent(reference)}`,
      );
      const message = refusal.safeParse(answer.json).data?.message ?? "";
      if (answer.status === 404 || (answer.status === 400 && /not found/i.test(message))) {
        return undefined;
      }
      return read(answer, reference);
    },
  };

  /** The recipient of an account; the same account gives the same one. */
  async function recipientOf(request: TransferRequest): Promise<string> {
    let answer: ProviderAnswer;
    try {
      answer = await post("paystack.recipient", "transferrecipient", {
        type: "nuban",
        name: request.accountName,
        account_number: request.accountNumber,
        bank_code: request.bankCode,
        currency: "NGN",
      });
    } catch (error) {
      // Whatever became of the recipient, no money was sent.
      throw notSent(error);
    }
    const parsed = recipient.safeParse(answer.json);
    if ((answer.status === 200 || answer.status === 201) && parsed.success) {
      return parsed.data.data.recipient_code;
    }
    const message = refusal.safeParse(answer.json).data?.message ?? `answer ${answer.status}`;
    throw new TransferNotSent(answer.status === 400 ? "refused" : "not_sent", message);
  }
  return provider;
}

/** What is not here is on its way. */
const states: Readonly<Record<string, ProviderTransfer["state"]>> = {
  success: "paid",
  failed: "failed",
  reversed: "reversed",
  otp: "needs_person",
  abandoned: "needs_person",
  blocked: "needs_person",
  rejected: "needs_person",
};

function notSent(cause: unknown): TransferNotSent {
  return new TransferNotSent(
    "not_sent",
    cause instanceof Error ? cause.message : String(cause),
    cause,
  );
}

function unreadable(status: number, what: string, outcomeUnknown = false): ProviderUnavailable {
  return new ProviderUnavailable(
    `Cannot understand Paystack's answer ${status} about ${what}`,
    outcomeUnknown,
    { provider: "paystack" },
  );
}
