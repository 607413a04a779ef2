/**
 * Paystack (https://paystack.com/docs/api), through its documented HTTP API. Amounts are kobo on both sides.
 * Why not paystack-sdk: docs/decisions/0002-own-paystack-client.md.
 */
import { z } from "zod";
import type { ProviderHttp } from "../http_client.ts";
import {
  DuplicateReference,
  type PaidTransaction,
  type PaymentProvider,
  type ProviderPayment,
  type ProviderRefund,
  ProviderRefusal,
  type RefundList,
} from "../payment_provider.ts";
import { ProviderUnavailable, refuseBadKey } from "../provider_error.ts";
import { paystackDisputes } from "./disputes.ts";
import { providerWords } from "../provider_words.ts";
import { cardFields, cardOf, paystackCards } from "./saved_cards.ts";
import { accountOf, paystackAccounts } from "./virtual_accounts.ts";
import { paystackSubaccounts, splitOf } from "./subaccounts.ts";
import { createPaystackTransfers } from "./transfers.ts";

const refusal = z.object({ message: z.string(), code: z.string().optional() });
const initialized = z.object({ data: z.object({ authorization_url: z.url() }) });
const transaction = z.object({
  id: z.union([z.number(), z.string()]).transform(String),
  domain: z.enum(["test", "live"]),
  status: z.string(),
  reference: z.string(),
  amount: z.number().int(),
  currency: z.string(),
  fees: z.number().int().nullish(),
  channel: z.string().nullish(),
  gateway_response: z.string().nullish(),
  paid_at: z.iso.datetime({ offset: true }).nullish(),
});
const verified = z.object({ data: transaction.extend(cardFields) });
const listed = z.object({
  data: z.array(transaction),
  meta: z.object({ next: z.string().nullish() }),
});
const settlements = z.object({
  data: z.array(z.object({
    id: z.union([z.number(), z.string()]).transform(String),
    status: z.string(),
    total_processed: z.number().int(),
    total_fees: z.number().int(),
  })),
  meta: z.object({ pageCount: z.number().int() }),
});
const settledTransactions = z.object({
  data: z.array(z.object({
    amount: z.number().int(),
    fees: z.number().int().nullish(),
    // Of a payment that was split only our share is settled to us.
    fees_split: z.object({ integration: z.number().int() }).nullish(),
  })),
  meta: z.object({ pageCount: z.number().int() }),
});
const refunded = z.object({
  data: z.object({
    id: z.union([z.number(), z.string()]).transform(String),
    amount: z.number().int(),
    status: z.string(),
  }),
});
const refundList = z.object({
  data: z.array(z.object({
    id: z.union([z.number(), z.string()]).transform(String),
    // The number of the transaction, or the transaction.
    transaction: z.union([
      z.number(),
      z.string(),
      z.object({ id: z.union([z.number(), z.string()]) }).transform((it) => it.id),
    ]).transform(String),
    amount: z.number().int().positive(),
    status: z.string(),
  })),
  meta: z.object({ pageCount: z.number().int() }).partial().optional(),
});
const balances = z.object({
  data: z.array(z.object({ currency: z.string(), balance: z.number().int() })),
});
/** As many as a page may hold. */
const pageSize = "100";

/** What `createPaystack` needs. */
export interface PaystackOptions {
  readonly baseUrl: string;
  readonly secretKey: string;
  readonly http: ProviderHttp;
  /** Whether its circuit would let a call through. */
  readonly admits: () => Promise<boolean>;
  /** The bank that gives virtual account numbers, by Paystack's name for it. */
  readonly virtualBank?: string | undefined;
}

/** The adapter for Paystack. */
export function createPaystack(options: PaystackOptions): PaymentProvider {
  const base = options.baseUrl.endsWith("/") ? options.baseUrl : `${options.baseUrl}/`;
  const headers = {
    authorization: `Bearer ${options.secretKey}`,
    "content-type": "application/json",
  };
  const environment = options.secretKey.startsWith("sk_live_") ? "live" : "test";
  const list = async (operation: string, path: string, query: Readonly<Record<string, string>>) => {
    const url = new URL(path, base);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    return await options.http({ operation, method: "GET", url, headers, timeoutMs: 20_000 });
  };
  return {
    environment,
    isAvailable: options.admits,
    savedCards: paystackCards(options.http, base, headers),
    virtualAccounts: paystackAccounts(
      options.http,
      base,
      headers,
      options.virtualBank ?? (environment === "live" ? "wema-bank" : "test-bank"),
    ),
    subaccounts: paystackSubaccounts(options.http, base, headers),
    transfers: createPaystackTransfers({ base, headers, http: options.http, environment }),

    async openCheckout(request) {
      const answer = await options.http({
        operation: "paystack.initialize",
        method: "POST",
        url: new URL("transaction/initialize", base),
        headers,
        timeoutMs: 15_000,
        body: {
          email: request.payerEmail,
          amount: request.amountKobo,
          currency: request.currency,
          reference: request.reference,
          ...(request.returnUrl === undefined ? {} : { callback_url: request.returnUrl }),
          // We get our fee, to the kobo; Paystack's own comes out of the payee's share.
          ...(request.split === undefined ? {} : {
            subaccount: request.split.subaccountCode,
            transaction_charge: request.split.platformFeeKobo,
            bearer: "subaccount",
          }),
        },
      });
      const opened = initialized.safeParse(answer.json);
      if (answer.status === 200 && opened.success) {
        return { checkoutUrl: opened.data.data.authorization_url };
      }
      const refused = refusal.safeParse(answer.json);
      if (refused.data?.code === "duplicate_reference") {
        throw new DuplicateReference(`Paystack knows the reference ${request.reference} already`);
      }
      throw new ProviderRefusal(
        `Paystack answered ${answer.status}: ${
          providerWords(refused.data?.message ?? "no message")
        }`,
      );
    },

    async findPayment(reference): Promise<ProviderPayment> {
      const answer = await options.http({
        operation: "paystack.verify",
        method: "GET",
        url: new URL(`transaction/verify/${encodeURIComponent(reference)}`, base),
        headers,
        timeoutMs: 10_000,
      });
      if (answer.status === 404 || (answer.status === 400 && notFound(answer.json))) {
        return { state: "unknown" };
      }
      const parsed = verified.safeParse(answer.json);
      if (answer.status !== 200 || !parsed.success || parsed.data.data.reference !== reference) {
        throw unreadable(answer.status, reference);
      }
      const payment = parsed.data.data;
      switch (payment.status) {
        case "success":
          return {
            state: "succeeded",
            ...paid(payment),
            ...cardOf(payment),
            ...accountOf(answer.json),
            ...splitOf(answer.json),
          };
        case "failed":
        case "reversed":
          return {
            state: "failed",
            reason: providerWords(payment.gateway_response ?? payment.status),
          };
        default:
          // Paystack calls a payment abandoned from the moment that it is made until somebody pays.
          return { state: "pending", begun: payment.status !== "abandoned" };
      }
    },

    async listPaid(day, cursor) {
      const answer = await list("paystack.list", "transaction", {
        ...boundsOf(day),
        status: "success",
        perPage: pageSize,
        use_cursor: "true",
        ...(cursor === undefined ? {} : { next: cursor }),
      });
      const parsed = listed.safeParse(answer.json);
      if (answer.status !== 200 || !parsed.success) throw unreadable(answer.status, day);
      return {
        transactions: parsed.data.data.filter((it) => it.status === "success").map(paid),
        next: parsed.data.meta.next ?? undefined,
      };
    },

    // One at a time, by its place in the day: there are few, and each has many transactions.
    async readSettlement(day, cursor = "1") {
      const answer = await list("paystack.settlements", "settlement", {
        ...boundsOf(day),
        // Ours, and not those to the banks of payees.
        subaccount: "none",
        perPage: "1",
        page: cursor,
      });
      const parsed = settlements.safeParse(answer.json);
      if (answer.status !== 200 || !parsed.success) throw unreadable(answer.status, day);
      const [found] = parsed.data.data;
      const next = Number(cursor) < parsed.data.meta.pageCount
        ? String(Number(cursor) + 1)
        : undefined;
      if (found === undefined) return { settlement: undefined, next };
      let [transactions, transactionsKobo, transactionsFeesKobo] = [0, 0, 0];
      for (let page = 1, pages = 1; page <= pages; page++) {
        const path = `settlement/${encodeURIComponent(found.id)}/transactions`;
        const listing = await list("paystack.settlement", path, {
          perPage: pageSize,
          page: String(page),
        });
        const read = settledTransactions.safeParse(listing.json);
        if (listing.status !== 200 || !read.success) throw unreadable(listing.status, found.id);
        pages = read.data.meta.pageCount;
        for (const { amount, fees, fees_split: shares } of read.data.data) {
          transactions += 1;
          transactionsKobo += shares?.integration ?? amount;
          transactionsFeesKobo += shares === undefined || shares === null ? fees ?? 0 : 0;
        }
      }
      return {
        settlement: {
          settlementId: found.id,
          status: found.status,
          grossKobo: found.total_processed,
          feesKobo: found.total_fees,
          transactions,
          transactionsKobo,
          transactionsFeesKobo,
        },
        next,
      };
    },

    async readBalance() {
      const answer = await list("paystack.balance", "balance", {});
      const parsed = balances.safeParse(answer.json);
      const naira = parsed.data?.data.find((it) => it.currency === "NGN");
      if (answer.status !== 200 || naira === undefined) {
        throw unreadable(answer.status, "the balance");
      }
      return { heldKobo: naira.balance };
    },

    async refund(request): Promise<ProviderRefund> {
      const answer = await options.http({
        operation: "paystack.refund",
        method: "POST",
        url: new URL("refund", base),
        headers,
        timeoutMs: 15_000,
        body: {
          transaction: Number(request.providerTransactionId),
          amount: request.amountKobo,
          currency: "NGN",
          merchant_note: request.reason,
        },
      });
      const parsed = refunded.safeParse(answer.json);
      if ((answer.status === 200 || answer.status === 201) && parsed.success) {
        const { id, amount, status } = parsed.data.data;
        return {
          providerRefundId: id,
          amountKobo: amount,
          state: refundStates[status] ?? "pending",
        };
      }
      const message = refusal.safeParse(answer.json).data?.message;
      refuseBadKey("paystack", answer.status);
      // Taken, but told in words that we do not know: asked once more the money may go twice.
      if (message === undefined || answer.status < 400) {
        throw unreadable(answer.status, "a refund", true);
      }
      throw new ProviderRefusal(`Paystack answered ${answer.status}: ${providerWords(message)}`);
    },

    async listRefunds(providerTransactionId): Promise<RefundList> {
      const refunds: ProviderRefund[] = [];
      for (let page = 1, pages = 1; page <= pages; page++) {
        const answer = await list("paystack.refunds", "refund", {
          transaction: providerTransactionId,
          perPage: pageSize,
          page: String(page),
        });
        const parsed = refundList.safeParse(answer.json);
        if (answer.status !== 200 || !parsed.success) {
          throw unreadable(answer.status, `refunds of ${providerTransactionId}`);
        }
        pages = parsed.data.meta?.pageCount ?? 1;
        for (const { id, transaction: of, amount, status } of parsed.data.data) {
          if (of !== providerTransactionId) continue;
          refunds.push({
            providerRefundId: id,
            amountKobo: amount,
            state: refundStates[status] ?? "pending",
          });
        }
      }
      return { refunds, provesAbsence: true };
    },

    disputes: paystackDisputes({ http: options.http, base, headers }),
  };
}

/** A day in Nigeria, an hour ahead of UTC. */
function boundsOf(day: string) {
  return { from: `${day}T00:00:00.000+01:00`, to: `${day}T23:59:59.999+01:00` };
}

const refundStates: Readonly<Record<string, ProviderRefund["state"]>> = {
  processed: "done",
  failed: "failed",
  "needs-attention": "needs_attention",
};

function paid(payment: z.infer<typeof transaction>): PaidTransaction {
  return {
    reference: payment.reference,
    providerTransactionId: payment.id,
    amountKobo: payment.amount,
    currency: payment.currency,
    feesKobo: payment.fees ?? 0,
    channel: providerWords(payment.channel ?? "unknown").slice(0, 40),
    paidAt: payment.paid_at ?? new Date().toISOString(),
    environment: payment.domain,
  };
}

function unreadable(status: number, what: string, outcomeUnknown = false): ProviderUnavailable {
  return new ProviderUnavailable(
    `Cannot understand Paystack's answer ${status} about ${what}`,
    outcomeUnknown,
    { provider: "paystack" },
  );
}

function notFound(json: unknown): boolean {
  return /not found/i.test(refusal.safeParse(json).data?.message ?? "");
}
