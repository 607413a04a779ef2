/** What the functions find in their environment: what Supabase sets, and the project's own secrets. */
import type { developmentKeys, ProjectConfig } from "../../settings.ts";

/** Where other companies are, as far as the functions are concerned. */
export interface SandboxPlaces {
  readonly paystack: string;
  readonly flutterwave: string;
  readonly termii: string;
  readonly dojah: string;
  readonly prembly: string;
  /** Where photos of listings are kept, instead of in Storage. */
  readonly cloudinary?: string | undefined;
  /** SMTP over TLS, and the certificate that vouches for it. */
  readonly smtp: { readonly port: number; readonly certificate: string };
}

/** The environment of functions of a stack at `url`, with `sandboxes` in place of other companies. */
export function functionEnvironment(
  { url, appUrl }: { readonly url: string; readonly appUrl: string },
  keys: typeof developmentKeys,
  sandboxes: SandboxPlaces,
  hooks: ProjectConfig["auth"]["hook"],
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
    TERMII_API_KEY: keys.termiiApiKey,
    TERMII_BASE_URL: sandboxes.termii,
    TERMII_SENDER_ID: "Estate",
    TERMII_FALLBACK_SENDER_ID: "N-Alert",
    TERMII_WEBHOOK_SECRET: keys.termiiWebhookSecret,
    SMTP_HOST: "127.0.0.1",
    SMTP_PORT: String(sandboxes.smtp.port),
    SMTP_FROM: "Estate <no-reply@estate.example>",
    SMTP_CA_CERTIFICATE: sandboxes.smtp.certificate,
    SEND_SMS_HOOK_SECRET: hooks.send_sms.secrets,
    SEND_EMAIL_HOOK_SECRET: hooks.send_email.secrets,
    // The app; in stacks without it the pages of clients/pages, which stand beside the API.
    APP_URL: appUrl,
    JOBS_SECRET: keys.jobsSecret,
    SEALING_KEYS: keys.sealingKeys,
    DOJAH_APP_ID: keys.dojahAppId,
    DOJAH_SECRET_KEY: keys.dojahSecretKey,
    DOJAH_BASE_URL: sandboxes.dojah,
    PREMBLY_API_KEY: keys.premblyApiKey,
    PREMBLY_BASE_URL: sandboxes.prembly,
    IDENTITY_HASH_KEY: keys.identityHashKey,
    PAYEE_ACCOUNT_HASH_KEY: keys.payeeAccountHashKey,
    ...(sandboxes.cloudinary === undefined ? {} : {
      CLOUDINARY_CLOUD_NAME: keys.cloudinaryCloudName,
      CLOUDINARY_API_KEY: keys.cloudinaryApiKey,
      CLOUDINARY_API_SECRET: keys.cloudinaryApiSecret,
      CLOUDINARY_API_URL: sandboxes.cloudinary,
    }),
  };
}
