/**
 * Flutterwave v3 (https://developer.flutterwave.com), through its documented HTTP API. It counts naira: here, and only
 * here, kobo become naira and back. Why not flutterwave-node-v3: docs/decisions/0022-own-flutterwave-client.md.
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
import { flutterwaveChargebacks } from "./chargebacks.ts";
import { providerWords } from "../provider_words.ts";
import { koboOf, nairaOf, nearestKoboOf } from "./naira.ts";
import { cardFields, cardOf, flutterwaveCards } from "./saved_cards.ts";
import { flutterwaveSubaccounts, splitCodeOf } from "./subaccounts.ts";
import { flutterwaveAccounts } from "./virtual_accounts.ts";
import { createFlutterwaveTransfers } from "./transfers.ts";

const amount = z.union([z.number(), z.string()]);
const refusal = z.object({ status: z.literal("error"), message: z.string() });
const hosted = z.object({ status: z.literal("success"), data: z.object({ link: z.url() }) });
const transaction = z.object({
  id: z.union([z.number(), z.string()]).transform(String),
  tx_ref: z.string(),
  flw_ref: z.string().nullish(),
  amount,
  currency: z.string(),
  app_fee: amount.nullish(),
  status: z.string(),
  payment_type: z.string().nullish(),
  processor_response: z.string().nullish(),
  created_at: z.string(),
});
const verified = z.object({ status: z.literal("success"), data: transaction.extend(cardFields) });
const listed = z.object({
  status: z.literal("success"),
  data: z.array(transaction),
  meta: z.object({
    page_info: z.object({
      current_page: z.coerce.number().int(),
      total_pages: z.coerce.number().int(),
    }),
  }),
});
const refunded = z.object({
  status: z.literal("success"),
  data: z.object({
    id: z.union([z.number(), z.string()]).transform(String),
    amount_refunded: amount,
    status: z.string(),
  }),
});

const listedRefund = z.object({
  id: z.union([z.number(), z.string()]).transform(String),
  tx_id: z.union([z.number(), z.string()]).transform(String),
  amount_refunded: amount,
  status: z.string(),
});
const foundRefund = z.object({ status: z.literal("success"), data: listedRefund });
const refundList = z.object({
  status: z.literal("success"),
  data: z.array(listedRefund),
  meta: z.object({
    page_info: z.object({ total_pages: z.coerce.number().int() }).partial(),
  }).partial().nullish(),
});
/** A refund is first asked about within minutes: what comes after so many pages is older. */
const mostRefundPages = 10;
const balances = z.object({
  status: z.literal("success"),
  data: z.array(z.object({ currency: z.string(), ledger_balance: amount })),
});

/** What `createFlutterwave` needs. */
export interface FlutterwaveOptions {
  readonly baseUrl: string;
  readonly secretKey: string;
  readonly http: ProviderHttp;
  /** Whether its circuit would let a call through. */
  readonly admits: () => Promise<boolean>;
  /** Whom Flutterwave calls about subaccounts; without it none are made. */
  readonly contactPhone?: string | undefined;
}

/** Flutterwave gives up on itself after 28 seconds: before that a slow answer may still come. */
const createTimeoutMs = 30_000;
const readTimeoutMs = 15_000;

/** The adapter for Flutterwave. */
export function createFlutterwave(options: FlutterwaveOptions): PaymentProvider {
  const base = options.baseUrl.endsWith("/") ? options.baseUrl : `${options.baseUrl}/`;
  const headers = {
    authorization: `Bearer ${options.secretKey}`,
    "content-type": "application/json",
  };
  const environment = options.secretKey.startsWith("FLWSECK_TEST-") ? "test" : "live";
  const get = (operation: string, path: string, query: Readonly<Record<string, string>> = {}) => {
    const url = new URL(path, base);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    return options.http({ operation, method: "GET", url, headers, timeoutMs: readTimeoutMs });
  };
  const paid = (it: z.infer<typeof transaction>): PaidTransaction => {
    const amountKobo = koboOf(it.amount);
    const feesKobo = nearestKoboOf(it.app_fee ?? 0);
    const at = new Date(it.created_at);
    if (amountKobo === undefined || feesKobo === undefined || Number.isNaN(at.getTime())) {
      throw unreadable(`the transaction ${it.id}`);
    }
    return {
      reference: it.tx_ref,
      providerTransactionId: it.id,
      amountKobo,
      currency: it.currency,
      feesKobo,
      channel: providerWords(it.payment_type ?? "unknown").slice(0, 40),
      paidAt: at.toISOString(),
      // An answer does not say whether its money is real, but test transactions are named as mocks.
      environment: /mock/i.test(it.flw_ref ?? "") ? "test" : environment,
    };
  };

  return {
    environment,
    isAvailable: options.admits,
    savedCards: flutterwaveCards(options.http, base, headers),
    virtualAccounts: flutterwaveAccounts(options.http, base, headers),
    ...(options.contactPhone === undefined ? {} : {
      subaccounts: flutterwaveSubaccounts({
        base,
        headers,
        http: options.http,
        contactPhone: options.contactPhone,
      }),
    }),
    transfers: createFlutterwaveTransfers({ base, headers, http: options.http, environment }),

    async openCheckout(request) {
      const answer = await options.http({
        operation: "flutterwave.payments",
        method: "POST",
        url: new URL("payments", base),
        headers,
        timeoutMs: createTimeoutMs,
        body: {
          tx_ref: request.reference,
          amount: nairaOf(request.amountKobo),
          currency: request.currency,
          customer: { email: request.payerEmail },
          // As long as we wait before we give a checkout up that nobody paid.
          configurations: { session_duration: 1440 },
          ...(request.returnUrl === undefined ? {} : { redirect_url: request.returnUrl }),
          // The payee gets this, to the kobo, whatever Flutterwave keeps.
          ...(request.split?.payeeKobo === undefined ? {} : {
            subaccounts: [{
              id: splitCodeOf(request.split.subaccountCode),
              transaction_charge_type: "flat_subaccount",
              transaction_charge: nairaOf(request.split.payeeKobo),
            }],
          }),
        },
      });
      const opened = hosted.safeParse(answer.json);
      if (answer.status === 200 && opened.success) return { checkoutUrl: opened.data.data.link };
      const message = refusal.safeParse(answer.json).data?.message ?? "no message";
      // Mostly a link for a reference that it knows is simply another link.
      if (/tx_ref|reference/i.test(message) && /exist|duplicate|already/i.test(message)) {
        throw new DuplicateReference(
          `Flutterwave knows the reference ${request.reference} already`,
        );
      }
      throw new ProviderRefusal(`Flutterwave answered ${answer.status}: ${providerWords(message)}`);
    },

    async findPayment(reference, providerTransactionId): Promise<ProviderPayment> {
      const answer = providerTransactionId === undefined
        ? await get("flutterwave.verify", "transactions/verify_by_reference", { tx_ref: reference })
        : await get(
          "flutterwave.verify",
          `transactions/${encodeURIComponent(providerTransactionId)}/verify`,
        );
      if (notFound(answer.json)) return { state: "unknown" };
      const parsed = verified.safeParse(answer.json);
      // The number of a transaction comes from a webhook, whose body nobody signed.
      if (answer.status !== 200 || !parsed.success || parsed.data.data.tx_ref !== reference) {
        throw unreadable(reference, answer.status);
      }
      const found = parsed.data.data;
      switch (found.status) {
        case "successful":
          return { state: "succeeded", ...paid(found), ...cardOf(found) };
        case "failed":
          return {
            state: "failed",
            reason: providerWords(found.processor_response ?? found.status),
          };
        default:
          return { state: "pending", begun: true };
      }
    },

    async listPaid(day, cursor) {
      const answer = await get("flutterwave.list", "transactions", {
        from: day,
        to: day,
        status: "successful",
        page: cursor ?? "1",
      });
      const parsed = listed.safeParse(answer.json);
      if (answer.status !== 200 || !parsed.success) throw unreadable(day, answer.status);
      const { current_page: page, total_pages: pages } = parsed.data.meta.page_info;
      return {
        transactions: parsed.data.data.filter((it) => it.status === "successful").map(paid),
        next: page < pages ? String(page + 1) : undefined,
      };
    },

    async readBalance() {
      const answer = await get("flutterwave.balances", "balances");
      const parsed = balances.safeParse(answer.json);
      const naira = parsed.data?.data.find((it) => it.currency === "NGN");
      const [, sign, size] = /^(-?)(.*)$/.exec(String(naira?.ledger_balance)) ?? [];
      const kobo = nearestKoboOf(size ?? "");
      if (answer.status !== 200 || kobo === undefined) {
        throw unreadable("the balance", answer.status);
      }
      return { heldKobo: sign === "-" ? -kobo : kobo };
    },

    async refund(request): Promise<ProviderRefund> {
      const answer = await options.http({
        operation: "flutterwave.refund",
        method: "POST",
        url: new URL(
          `transactions/${encodeURIComponent(request.providerTransactionId)}/refund`,
          base,
        ),
        headers,
        timeoutMs: createTimeoutMs,
        body: { amount: nairaOf(request.amountKobo), comments: request.reason },
      });
      const parsed = refunded.safeParse(answer.json);
      const amountKobo = parsed.success ? koboOf(parsed.data.data.amount_refunded) : undefined;
      const taken = answer.status === 200 || answer.status === 201;
      if (taken && parsed.success && amountKobo !== undefined) {
        const { id, status } = parsed.data.data;
        return { providerRefundId: id, amountKobo, state: refundState(status) };
      }
      const message = refusal.safeParse(answer.json).data?.message;
      refuseBadKey("flutterwave", answer.status);
      // Taken, but told in words that we do not know: asked once more the money may go twice.
      if (message === undefined || answer.status < 400) {
        throw unreadable("a refund", answer.status, true);
      }
      throw new ProviderRefusal(`Flutterwave answered ${answer.status}: ${providerWords(message)}`);
    },

    async listRefunds(providerTransactionId, known = []): Promise<RefundList> {
      const refunds: ProviderRefund[] = [];
      const keep = ({ id, tx_id, amount_refunded, status }: z.infer<typeof listedRefund>) => {
        if (tx_id !== providerTransactionId) return;
        const amountKobo = koboOf(amount_refunded);
        if (amountKobo === undefined) throw unreadable(`the refund ${id}`);
        refunds.push({ providerRefundId: id, amountKobo, state: refundState(status) });
      };
      for (let page = 1, pages = 1; page <= Math.min(pages, mostRefundPages); page++) {
        const answer = await get("flutterwave.refunds", "refunds", { page: String(page) });
        const parsed = refundList.safeParse(answer.json);
        if (answer.status !== 200 || !parsed.success) {
          throw unreadable(`refunds of ${providerTransactionId}`, answer.status);
        }
        pages = parsed.data.meta?.page_info?.total_pages ?? 1;
        parsed.data.data.forEach(keep);
      }
      // What others gave back since may have pushed it off those pages.
      for (const id of known.filter((id) => refunds.every((it) => it.providerRefundId !== id))) {
        const answer = await get("flutterwave.refund_found", `refunds/${encodeURIComponent(id)}`);
        const parsed = foundRefund.safeParse(answer.json);
        // Another answer says nothing of it, and takes nothing from what the list said.
        if (answer.status === 200 && parsed.success && parsed.data.data.id === id) {
          keep(parsed.data.data);
        }
      }
      // It lists the refunds of everybody, in no documented order: one that is not there may be further on.
      return { refunds, provesAbsence: false };
    },

    disputes: flutterwaveChargebacks({ http: options.http, base, headers }),
  };
}

/** Whatever follows completed is where it went. */
function refundState(status: string): ProviderRefund["state"] {
  if (status.startsWith("completed")) return "done";
  return status === "failed" ? "failed" : "pending";
}

function unreadable(what: string, status?: number, outcomeUnknown = false): ProviderUnavailable {
  return new ProviderUnavailable(
    `Cannot understand Flutterwave's answer${
      status === undefined ? "" : ` ${status}`
    } about ${what}`,
    outcomeUnknown,
    { provider: "flutterwave" },
  );
}

/** Whatever its HTTP status is: 400 has been seen, and 200 and 404. */
function notFound(json: unknown): boolean {
  return /no transaction was found/i.test(refusal.safeParse(json).data?.message ?? "");
}
