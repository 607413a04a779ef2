/** What the auth-hooks function is built from. */
import { z } from "zod";
import {
  addressSettings,
  addressSource,
  type CallerNamer,
  createCallerNamer,
} from "../_shared/client_address.ts";
import { loadConfig, platformSettings, secretKeyOf } from "../_shared/config.ts";
import type { EmailSender } from "../_shared/email_sender.ts";
import { createIsolateLimiter, type IsolateLimiter } from "../_shared/isolate_limit.ts";
import { createLog, type Log } from "../_shared/log.ts";
import { createServiceDatabase, type ServiceDatabase } from "../_shared/service_database.ts";
import type { SmsSender } from "../_shared/sms_sender.ts";
import { connectSmtp } from "../_shared/smtp/connect.ts";
import { smtpSettings } from "../_shared/smtp/settings.ts";
import { connectTermii } from "../_shared/termii/connect.ts";
import { termiiSettings } from "../_shared/termii/settings.ts";

/** Dependencies of `createApp`. */
export interface AuthHooksDeps {
  readonly database: ServiceDatabase;
  /** What carries codes to phones; without it Auth is told that nothing does. */
  readonly sms: SmsSender | undefined;
  readonly email: EmailSender | undefined;
  /** Secrets of the Send SMS hook, two during a rotation, as `v1,whsec_…`. */
  readonly smsSecrets: readonly string[];
  /** Likewise of the Send E-mail hook. */
  readonly emailSecrets: readonly string[];
  /** Names phones and addresses to count by, without keeping them. */
  readonly countKey: string;
  /** Beginnings of the numbers that codes are sent to, such as 234: others are for those who earn by SMS. */
  readonly countryCodes: readonly string[];
  /** How long Auth takes a code that came by SMS: it does not say. */
  readonly smsCodeMinutes: number;
  /** Where Auth is, to which links lead. */
  readonly projectUrl: string;
  /** Where the app is, to which a phone binds the code. */
  readonly appUrl: string;
  /** Counts calls without a right signature. */
  readonly limiter: IsolateLimiter;
  readonly nameCaller: CallerNamer;
  readonly log: Log;
}

const secrets = z.string().transform((text) => text.split("|")).pipe(
  z.array(
    z.string().regex(
      /^v1,whsec_[A-Za-z0-9+/=]{32,88}$/,
      "must be v1,whsec_ and 24 bytes or more in base64, several joined by |",
    ),
  ).min(1).max(4),
);

const settings = platformSettings.extend(addressSettings.shape).extend(termiiSettings.shape)
  .extend(smtpSettings.shape).extend({
    SEND_SMS_HOOK_SECRET: secrets.optional().describe("by which Auth signs the Send SMS hook"),
    SEND_EMAIL_HOOK_SECRET: secrets.optional()
      .describe("by which Auth signs the Send E-mail hook"),
    SMS_COUNTRY_CODES: z.string().regex(/^[1-9]\d{0,5}(,[1-9]\d{0,5})*$/).default("234")
      .describe("where codes may go, by the beginnings of numbers, with commas"),
    SMS_CODE_MINUTES: z.coerce.number().int().min(1).max(60).default(10)
      .describe("how long Auth takes a code by SMS, as set in the project's dashboard"),
    APP_URL: z.url().describe("where the app stands, to which phones bind a code"),
  });

/** Of five seconds, which Auth waits in all: the database takes two at most, the rest is for the way. */
const sendMs = 2_500;

/** Builds the dependencies from the environment. @throws {ConfigError} naming what is missing */
export function createDeps(
  env: Readonly<Record<string, string | undefined>>,
  log: Log = createLog(),
): AuthHooksDeps {
  const config = loadConfig(settings, env);
  const secretKey = secretKeyOf(config);
  const database = createServiceDatabase(config.SUPABASE_URL, secretKey);
  return {
    database,
    sms: connectTermii(config, database, log, sendMs),
    email: connectSmtp(config, sendMs),
    smsSecrets: config.SEND_SMS_HOOK_SECRET ?? [],
    emailSecrets: config.SEND_EMAIL_HOOK_SECRET ?? [],
    countKey: secretKey,
    countryCodes: config.SMS_COUNTRY_CODES.split(","),
    smsCodeMinutes: config.SMS_CODE_MINUTES,
    projectUrl: config.SUPABASE_URL,
    appUrl: config.APP_URL,
    limiter: createIsolateLimiter({
      name: "auth_hooks.bad_signature",
      capacity: 20,
      refillPerSecond: 0.1,
    }),
    nameCaller: createCallerNamer(addressSource(config), secretKey),
    log,
  };
}
