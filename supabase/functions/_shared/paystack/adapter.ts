/**
 * Paystack (https://paystack.com/docs/api), through its documented HTTP API. Amounts are kobo on both sides.
 * Why not paystack-sdk: docs/decisions/0002-own-paystack-client.md.
 */
import { z } from "zod";
import type { ProviderHttp } from "../http_client.ts";
import {
  DuplicateReference,
  type PaymentProvider,
  type ProviderPayment,
  ProviderRefusal,
} from "../payment_provider.ts";
import { ProviderUnavailable } from "../provider_error.ts";

const refusal = z.object({ message: z.string(), code: z.string().optional() });
const initialized = z.object({ data: z.object({ authorization_url: z.url() }) });
const verified = z.object({
  data: z.object({
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
  }),
});

/** What `createPaystack` needs. */
export interface PaystackOptions {
  readonly baseUrl: string;
  readonly secretKey: string;
  readonly http: ProviderHttp;
}

/** The adapter for Paystack. */
export function createPaystack(options: PaystackOptions): PaymentProvider {
  const base = options.baseUrl.endsWith("/") ? options.baseUrl : `${options.baseUrl}/`;
  const headers = {
    authorization: `Bearer ${options.secretKey}`,
    "content-type": "application/json",
  };
  return {
    environment: options.secretKey.startsWith("sk_live_") ? "live" : "test",

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
        `Paystack answered ${answer.status}: ${refused.data?.message ?? "no message"}`,
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
        throw new ProviderUnavailable(
          `Cannot understand Paystack's answer ${answer.status} about ${reference}`,
          false,
        );
      }
      const payment = parsed.data.data;
      switch (payment.status) {
        case "success":
          return {
            state: "succeeded",
            reference,
            providerTransactionId: payment.id,
            amountKobo: payment.amount,
            currency: payment.currency,
            feesKobo: payment.fees ?? 0,
            channel: payment.channel ?? "unknown",
            paidAt: payment.paid_at ?? new Date().toISOString(),
            environment: payment.domain,
          };
        case "failed":
        case "reversed":
          return { state: "failed", reason: payment.gateway_response ?? payment.status };
        default:
          return { state: "pending" };
      }
    },
  };
}

function notFound(json: unknown): boolean {
  return /not found/i.test(refusal.safeParse(json).data?.message ?? "");
}
