/** What the embedded stack runs with: supabase/config.toml, and the keys of a development project. */
import { parse } from "@std/toml/parse";
import { fromFileUrl } from "@std/path";
import { z } from "zod";
import { StackError } from "./stack_error.ts";

/** Where stacks of this machine keep their data and files. */
export const localFolder = fromFileUrl(new URL("../.local", import.meta.url));

const functionConfig = z.object({ verify_jwt: z.boolean().default(true) });

const goDuration = z.string().regex(/^(\d+(\.\d+)?(h|m|s))+$/);
const httpHook = z.object({
  uri: z.url(),
  secrets: z.string().startsWith("v1,whsec_"),
});

const configFile = z.object({
  project_id: z.string(),
  api: z.object({
    port: z.number().int(),
    schemas: z.array(z.string()),
    max_rows: z.number().int(),
  }),
  auth: z.object({
    site_url: z.string(),
    additional_redirect_urls: z.array(z.string()).default([]),
    jwt_expiry: z.number().int(),
    minimum_password_length: z.number().int(),
    enable_refresh_token_rotation: z.boolean(),
    refresh_token_reuse_interval: z.number().int(),
    email: z.object({
      double_confirm_changes: z.boolean(),
      secure_password_change: z.boolean(),
      enable_confirmations: z.boolean(),
      max_frequency: goDuration,
      otp_length: z.number().int().min(6).max(10),
      otp_expiry: z.number().int(),
    }),
    sms: z.object({ max_frequency: goDuration }),
    mfa: z.object({
      max_enrolled_factors: z.number().int().min(1),
      totp: z.object({
        enroll_enabled: z.boolean(),
        verify_enabled: z.boolean(),
      }),
    }),
    hook: z.object({ send_sms: httpHook, send_email: httpHook }),
  }),
  functions: z.record(z.string(), functionConfig).default({}),
});

/** The parts of supabase/config.toml that the stack follows. */
export type ProjectConfig = z.infer<typeof configFile>;

/** Keys and secrets of a development stack. Public knowledge: the stack listens on loopback only. */
export const developmentKeys = {
  publishableKey: "sb_publishable_estate_local_development",
  secretKey: "sb_secret_estate_local_development",
  jwtSecret: "estate-local-jwt-secret-with-at-least-32-characters",
  jobsSecret: "estate-local-jobs-secret",
  paystackSecretKey: "sk_test_estate_local_development",
  flutterwaveSecretKey: "FLWSECK_TEST-estate-local-development-X",
  flutterwaveWebhookHash: "estate-local-flutterwave-webhook-hash",
  termiiApiKey: "estate-local-termii-key",
  termiiWebhookSecret: "tsk_estate_local_development",
  cloudinaryCloudName: "estate-local",
  cloudinaryApiKey: "estate-local-cloudinary-key",
  cloudinaryApiSecret: "estate-local-cloudinary-secret",
  sealingKeys: "local:ZXN0YXRlLWxvY2FsLWRldmVsb3BtZW50LXNlYWxpbmc=",
  dojahAppId: "estate-local-dojah-app",
  dojahSecretKey: "test_sk_estate_local_development",
  premblyApiKey: "estate-local-prembly-key",
  identityHashKey: "estate-local-identity-hash-key-32-chars",
  payeeAccountHashKey: "estate-local-payee-account-hash-key",
} as const;

/**
 * Reads supabase/config.toml.
 * @throws {StackError} naming the setting that is missing or wrong
 */
export async function readProjectConfig(
  path: string = fromFileUrl(
    new URL("../supabase/config.toml", import.meta.url),
  ),
): Promise<ProjectConfig> {
  const parsed = configFile.safeParse(parse(await Deno.readTextFile(path)));
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  throw new StackError(
    `Cannot read supabase/config.toml: ${problems.join("; ")}`,
    "Mend the setting and start again.",
  );
}
