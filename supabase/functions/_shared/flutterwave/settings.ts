/** Settings of the Flutterwave adapter. Without a key, Flutterwave is not offered. */
import { z } from "zod";

/** Names and purposes of the variables. */
export const flutterwaveSettings = z.object({
  FLUTTERWAVE_SECRET_KEY: z.string()
    .regex(/^FLWSECK(_TEST)?-/, "must start with FLWSECK- or FLWSECK_TEST-")
    .optional().describe("Flutterwave's secret key (v3); without it only Paystack is offered"),
  FLUTTERWAVE_WEBHOOK_HASH: z.string().min(16).optional()
    .describe("the secret hash that was chosen in Flutterwave's dashboard, sent with each webhook"),
  FLUTTERWAVE_WEBHOOK_HASH_PREVIOUS: z.string().min(16).optional()
    .describe("the hash before it, accepted during a rotation"),
  FLUTTERWAVE_CONTACT_PHONE: z.string().regex(/^\+?\d{7,15}$/).optional()
    .describe(
      "whom Flutterwave calls about subaccounts; without it nothing is paid straight to banks",
    ),
  FLUTTERWAVE_BASE_URL: z.url().default("https://api.flutterwave.com/v3")
    .describe("Flutterwave's address"),
});
