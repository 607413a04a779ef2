/** Payments: start a checkout for charges that the caller owes. */
import { type OpenAPIHono, z } from "@hono/zod-openapi";
import { providerNames } from "../_shared/payment_provider.ts";
import type { ServiceEnv } from "../_shared/service_app.ts";
import { createUserApp } from "../_shared/user_app.ts";
import { startCheckout } from "./checkout.ts";
import type { PaymentsDeps } from "./deps.ts";

const checkoutRequest = z.strictObject({
  provider: z.enum(providerNames).default("paystack"),
  charge_ids: z.array(z.uuid()).min(1).max(50).describe("Charges of one tenancy of yours"),
  save_card: z.strictObject({
    consent_version: z.string().max(20),
    consent_language: z.string().max(3),
  }).optional().describe(
    "Keep the card: the text of consent_texts (purpose save_authorization) that you agreed to",
  ),
}).openapi("CheckoutRequest");

const checkout = z.object({
  payment_id: z.uuid(),
  reference: z.string(),
  status: z.string(),
  amount_kobo: z.number().int(),
  currency: z.string(),
  checkout_url: z.url().describe("Send the payer's browser here"),
}).openapi("Checkout");

/** The app of the payments function. */
export function createApp(deps: PaymentsDeps): OpenAPIHono<ServiceEnv> {
  const { app, post } = createUserApp(deps, {
    name: "payments",
    title: "Estate payments",
    description: "Rent and other charges, paid online.",
  });
  post(
    {
      path: "/checkouts",
      summary: "Start a checkout for charges that you owe",
      params: z.object({}),
      body: checkoutRequest,
      made: checkout,
      madeDescription: "The checkout; a repeat of the key gets the same one",
      refusals: {
        400: "payment.provider_off, consent.unknown_text",
        404: "charge.not_found: not among what you owe",
        409: "charge.settled, payment.checkout_lost: start again with a new Idempotency-Key",
        503: "upstream.circuit_open: alternatives names the providers that can be used instead",
      },
      // Ten checkouts at once, then one every six seconds.
      limit: { name: "payments.checkout", capacity: 10, refillPerSecond: 1 / 6 },
    },
    ({ caller, idempotencyKey, body }) =>
      startCheckout(deps, caller, idempotencyKey, body.provider, body.charge_ids, body.save_card),
  );
  return app;
}
