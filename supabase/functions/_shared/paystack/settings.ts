/** Settings of the Paystack adapter. */
import { z } from "zod";

/** Names and purposes of the variables. */
export const paystackSettings = z.object({
  PAYSTACK_SECRET_KEY: z.string().regex(/^sk_(test|live)_/, "must start with sk_test_ or sk_live_")
    .describe("Paystack's secret key: opens checkouts and signs webhooks"),
  PAYSTACK_SECRET_KEY_PREVIOUS: z.string().optional()
    .describe("the key before it, accepted on webhooks during a rotation"),
  PAYSTACK_VIRTUAL_BANK: z.string().min(1).optional().describe(
    "the bank that gives virtual account numbers, by Paystack's name for it; wema-bank, or test-bank with a test key, when missing",
  ),
  PAYSTACK_BASE_URL: z.url().default("https://api.paystack.co").describe("Paystack's address"),
});
