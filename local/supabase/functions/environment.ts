/** What the functions find in their environment: what Supabase sets, and the project's own secrets. */
import type { developmentKeys } from "../../settings.ts";

/** The environment of functions of a stack at `url`, with `sandboxes` in place of other companies. */
export function functionEnvironment(
  url: string,
  keys: typeof developmentKeys,
  sandboxes: { readonly paystack: string; readonly flutterwave: string },
): Readonly<Record<string, string>> {
  return {
    SUPABASE_URL: url,
    SUPABASE_SECRET_KEYS: JSON.stringify({ default: keys.secretKey }),
    SUPABASE_PUBLISHABLE_KEYS: JSON.stringify({ default: keys.publishableKey }),
    // Nobody stands before this stack who would say from where a request comes.
    TRUSTED_PROXIES: "0",
    AUTH_JWT_SECRET: keys.jwtSecret,
    PAYSTACK_SECRET_KEY: keys.paystackSecretKey,
    PAYSTACK_BASE_URL: sandboxes.paystack,
    FLUTTERWAVE_SECRET_KEY: keys.flutterwaveSecretKey,
    FLUTTERWAVE_WEBHOOK_HASH: keys.flutterwaveWebhookHash,
    FLUTTERWAVE_BASE_URL: sandboxes.flutterwave,
    FLUTTERWAVE_CONTACT_PHONE: "+2348000000000",
    // The pages of clients/pages, which stand beside the API.
    APP_URL: url,
    JOBS_SECRET: keys.jobsSecret,
    SEALING_KEYS: keys.sealingKeys,
    PAYEE_ACCOUNT_HASH_KEY: keys.payeeAccountHashKey,
  };
}
