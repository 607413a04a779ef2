/** Cards that Paystack keeps: an authorization of a payment, and charging it again. */
import { z } from "zod";
import type { ProviderHttp } from "../http_client.ts";
import { DuplicateReference, ProviderRefusal } from "../payment_provider.ts";
import { ProviderUnavailable, refuseBadKey } from "../provider_error.ts";
import { lastDayOf, type ReusableCard, type SavedCards } from "../saved_cards.ts";

const text = z.string().nullish();

/** The parts of a transaction that tell of its card. What is not as described tells of none. */
export const cardFields = {
  authorization: z.object({
    authorization_code: z.string().min(1),
    signature: z.string().min(1),
    reusable: z.literal(true),
    channel: text,
    brand: text,
    card_type: text,
    bank: text,
    last4: text,
    exp_month: text,
    exp_year: text,
  }).optional().catch(undefined),
  customer: z.object({ email: z.string() }).optional().catch(undefined),
};
const parts = z.object(cardFields);

/** The card of a transaction, if it may be charged again. */
function reusableCard(
  { authorization, customer }: z.infer<typeof parts>,
): ReusableCard | undefined {
  if (authorization === undefined || customer === undefined) return undefined;
  return {
    token: authorization.authorization_code,
    identity: authorization.signature,
    email: customer.email,
    channel: authorization.channel ?? "card",
    brand: authorization.brand ?? authorization.card_type ?? undefined,
    bank: authorization.bank ?? undefined,
    lastFour: /^\d{4}$/.test(authorization.last4 ?? "")
      ? authorization.last4 ?? undefined
      : undefined,
    expiresOn: lastDayOf(authorization.exp_year ?? "", authorization.exp_month ?? ""),
  };
}

/** The same, as a part of a payment. */
export function cardOf(told: z.infer<typeof parts>): { readonly card?: ReusableCard } {
  const card = reusableCard(told);
  return card === undefined ? {} : { card };
}

const refusal = z.object({ message: z.string(), code: z.string().optional() });
const charged = z.object({
  data: z.object({
    reference: z.string(),
    status: z.string().optional(),
    paused: z.boolean().optional(),
    authorization_url: z.url().optional().catch(undefined),
    gateway_response: text,
    message: text,
  }),
});
/** The payer has to do something at their bank; a saved card is charged while nobody is there to do it. */
const wantsPayer = new Set(["send_otp", "send_pin", "send_phone", "send_birthday", "open_url"]);

/** Charges authorizations at `base`. */
export function paystackCards(
  http: ProviderHttp,
  base: string,
  headers: Readonly<Record<string, string>>,
): SavedCards {
  return {
    async charge(request) {
      const answer = await http({
        operation: "paystack.charge_authorization",
        method: "POST",
        url: new URL("transaction/charge_authorization", base),
        headers,
        timeoutMs: 15_000,
        body: {
          authorization_code: request.token,
          email: request.payerEmail,
          amount: request.amountKobo,
          currency: request.currency,
          reference: request.reference,
        },
      });
      const parsed = charged.safeParse(answer.json);
      if (answer.status === 200 && parsed.success) {
        const { data } = parsed.data;
        const reason = data.gateway_response ?? data.message ?? data.status ?? "no reason given";
        if (data.reference !== request.reference) {
          throw unreadable(answer.status, request.reference);
        }
        if (data.paused === true || wantsPayer.has(data.status ?? "")) {
          return { state: "needs_payer", confirmUrl: data.authorization_url, reason };
        }
        if (data.status === "success") return { state: "succeeded" };
        return data.status === "failed" ? { state: "declined", reason } : { state: "pending" };
      }
      refuseBadKey("paystack", answer.status);
      const refused = refusal.safeParse(answer.json).data;
      if (refused?.code === "duplicate_reference") {
        throw new DuplicateReference(`Paystack knows the reference ${request.reference} already`);
      }
      if (answer.status === 200 || refused === undefined) {
        throw unreadable(answer.status, request.reference);
      }
      throw new ProviderRefusal(`Paystack answered ${answer.status}: ${refused.message}`);
    },
  };
}

function unreadable(status: number, reference: string): ProviderUnavailable {
  return new ProviderUnavailable(
    `Cannot understand Paystack's answer ${status} about ${reference}`,
    true,
    { provider: "paystack" },
  );
}
