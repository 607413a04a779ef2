/** Cards that Flutterwave keeps: the token of a payment, and charging it again. */
import { z } from "zod";
import type { ProviderHttp } from "../http_client.ts";
import { DuplicateReference, ProviderRefusal } from "../payment_provider.ts";
import { ProviderUnavailable, refuseBadKey } from "../provider_error.ts";
import { lastDayOf, type ReusableCard, type SavedCards } from "../saved_cards.ts";
import { nairaOf } from "./naira.ts";

const text = z.string().nullish();

/** The parts of a transaction that tell of its card. What is not as described tells of none. */
export const cardFields = {
  card: z.object({
    token: z.string().min(1),
    first_6digits: z.string(),
    last_4digits: z.string(),
    expiry: z.string(),
    issuer: text,
    type: text,
  }).optional().catch(undefined),
  customer: z.object({ email: z.string() }).optional().catch(undefined),
};
const parts = z.object(cardFields);

/** The card of a transaction, if it may be charged again. */
function reusableCard({ card, customer }: z.infer<typeof parts>): ReusableCard | undefined {
  if (card === undefined || customer === undefined) return undefined;
  const [month = "", year = ""] = card.expiry.split("/");
  return {
    token: card.token,
    // A token is of one payment; the card is told by what is printed on it.
    identity: `${card.first_6digits} ${card.last_4digits} ${card.expiry}`,
    email: customer.email,
    channel: "card",
    brand: card.type ?? undefined,
    bank: card.issuer ?? undefined,
    lastFour: /^\d{4}$/.test(card.last_4digits) ? card.last_4digits : undefined,
    expiresOn: lastDayOf(year, month),
  };
}

/** The same, as a part of a payment. */
export function cardOf(told: z.infer<typeof parts>): { readonly card?: ReusableCard } {
  const card = reusableCard(told);
  return card === undefined ? {} : { card };
}

const refusal = z.object({ status: z.literal("error"), message: z.string() });
const charged = z.object({
  status: z.literal("success"),
  data: z.object({
    tx_ref: z.string(),
    status: z.string(),
    processor_response: text,
    redirect_url: z.url().optional().catch(undefined),
  }),
  meta: z.object({
    authorization: z.object({
      mode: z.string().optional(),
      redirect: z.url().optional().catch(undefined),
    }),
  }).optional().catch(undefined),
});

/** Charges tokens at `base`. Flutterwave gives up on itself after 28 seconds. */
export function flutterwaveCards(
  http: ProviderHttp,
  base: string,
  headers: Readonly<Record<string, string>>,
): SavedCards {
  return {
    async charge(request) {
      const answer = await http({
        operation: "flutterwave.tokenized_charge",
        method: "POST",
        url: new URL("tokenized-charges", base),
        headers,
        timeoutMs: 30_000,
        body: {
          token: request.token,
          email: request.payerEmail,
          currency: request.currency,
          country: "NG",
          amount: nairaOf(request.amountKobo),
          tx_ref: request.reference,
          narration: "Rent and charges",
        },
      });
      const parsed = charged.safeParse(answer.json);
      if (answer.status === 200 && parsed.success) {
        const { data, meta } = parsed.data;
        const reason = data.processor_response ?? data.status;
        if (data.tx_ref !== request.reference) throw unreadable(answer.status, request.reference);
        if (data.status === "successful") return { state: "succeeded" };
        if (data.status === "failed") return { state: "declined", reason };
        const confirmUrl = meta?.authorization.redirect ?? data.redirect_url;
        return confirmUrl === undefined && meta?.authorization.mode === undefined
          ? { state: "pending" }
          : { state: "needs_payer", confirmUrl, reason };
      }
      refuseBadKey("flutterwave", answer.status);
      const message = refusal.safeParse(answer.json).data?.message;
      if (message === undefined) throw unreadable(answer.status, request.reference);
      if (/tx_ref|reference/i.test(message) && /exist|duplicate|already/i.test(message)) {
        throw new DuplicateReference(
          `Flutterwave knows the reference ${request.reference} already`,
        );
      }
      throw new ProviderRefusal(`Flutterwave answered ${answer.status}: ${message}`);
    },
  };
}

function unreadable(status: number, reference: string): ProviderUnavailable {
  return new ProviderUnavailable(
    `Cannot understand Flutterwave's answer ${status} about ${reference}`,
    true,
    { provider: "flutterwave" },
  );
}
