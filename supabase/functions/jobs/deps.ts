/** What the jobs function is built from. */
import {
  type AccountNumbers,
  accountNumberSettings,
  createAccountNumbers,
} from "../_shared/account_numbers.ts";
import type { Clock } from "../_shared/clock.ts";
import { cloudinarySettings } from "../_shared/cloudinary/settings.ts";
import { loadConfig, platformSettings, secretKeyOf } from "../_shared/config.ts";
import { connectFiles } from "../_shared/deps.ts";
import type { EmailSender } from "../_shared/email_sender.ts";
import type { FileStore } from "../_shared/file_store.ts";
import type { IdentityCheckDeps } from "../_shared/identity_checks.ts";
import { createIdentityNumbers, identityNumberSettings } from "../_shared/identity_numbers.ts";
import {
  connectIdentityProviders,
  identityProviderSettings,
} from "../_shared/identity_providers.ts";
import { createLog, type Log } from "../_shared/log.ts";
import type { MediaStore } from "../_shared/media_store.ts";
import { connectMedia } from "../_shared/media_stores.ts";
import type { PaymentProviders } from "../_shared/payment_provider.ts";
import { connectProviders, providerSettings } from "../_shared/payment_providers.ts";
import { createSealer, type Sealer, sealingSettings } from "../_shared/sealed.ts";
import type { SmsSender } from "../_shared/sms_sender.ts";
import { connectSmtp } from "../_shared/smtp/connect.ts";
import { smtpSettings } from "../_shared/smtp/settings.ts";
import { connectTermii } from "../_shared/termii/connect.ts";
import { termiiSettings } from "../_shared/termii/settings.ts";
import { createServiceDatabase, type ServiceDatabase } from "../_shared/service_database.ts";
import { z } from "zod";

/** Dependencies of `createApp`. */
export interface JobsDeps extends IdentityCheckDeps {
  readonly database: ServiceDatabase;
  readonly files: FileStore;
  /** Keeps photos of listings; Storage when not given. */
  readonly media?: MediaStore;
  readonly providers: PaymentProviders;
  /** Opens the numbers of bank accounts; without it nothing is paid out. */
  readonly accountNumbers?: AccountNumbers | undefined;
  /** What the database sends along to prove that it is the one who calls. */
  readonly jobsSecret: string;
  /** Where the public pages stand, among them the one that checks receipts. */
  readonly appUrl: string;
  /** Carries SMS; without it they wait. */
  readonly sms?: SmsSender | undefined;
  /** Carries e-mails; without it they wait. */
  readonly email?: EmailSender | undefined;
  /** Where the functions are called from outside: links by which people leave a kind of e-mail. */
  readonly functionsUrl?: string;
  /** For how long one call sends, in place of what suits an edge function. */
  readonly deliveryBudgetMs?: number;
  /** How long a carrier may take to answer, in place of what suits an edge function. */
  readonly deliveryAnswerMs?: number;
  /** When a worker that sends and says nothing counts as dead, in place of what suits an edge function. */
  readonly deliveryLeaseSeconds?: number;
  /** Seals what charges saved cards. */
  readonly sealer: Sealer;
  /** Aborted when nothing new is to be begun any more: a call's time is over, or a process is to stop. */
  readonly over?: AbortSignal;
  /** Which days to ask providers about; the machine's clock when absent. */
  readonly clock?: Pick<Clock, "now">;
  readonly log: Log;
}

const settings = platformSettings.extend(providerSettings.shape).extend(
  sealingSettings.shape,
)
  .extend(cloudinarySettings.shape)
  .extend(identityNumberSettings.shape).extend(identityProviderSettings.shape)
  .extend(accountNumberSettings.shape).extend(termiiSettings.shape).extend(smtpSettings.shape)
  .extend({
    JOBS_SECRET: z.string().min(16).describe(
      "shared with the database's vault as jobs_secret",
    ),
    APP_URL: z.url().describe(
      "where the public pages stand, to which the codes on receipts point",
    ),
  });

/** Builds the dependencies from the environment. @throws {ConfigError} naming what is missing */
export function createDeps(
  env: Readonly<Record<string, string | undefined>>,
  log: Log = createLog(),
): JobsDeps {
  const config = loadConfig(settings, env);
  const database = createServiceDatabase(
    config.SUPABASE_URL,
    secretKeyOf(config),
  );
  const files = connectFiles(config, log);
  const providers = connectProviders(config, database, log);
  return {
    database,
    files,
    media: connectMedia(config, { files, database, log }),
    providers,
    identityProviders: connectIdentityProviders(config, providers, database, log),
    identityNumbers: createIdentityNumbers(
      createSealer(config.SEALING_KEYS),
      config.IDENTITY_HASH_KEY,
    ),
    accountNumbers: createAccountNumbers(
      createSealer(config.SEALING_KEYS),
      config.PAYEE_ACCOUNT_HASH_KEY,
    ),
    jobsSecret: config.JOBS_SECRET,
    sms: connectTermii(config, database, log),
    email: connectSmtp(config, 12_000),
    appUrl: config.APP_URL,
    functionsUrl: new URL("functions/v1", config.SUPABASE_URL.replace(/\/*$/, "/")).href,
    sealer: createSealer(config.SEALING_KEYS),
    log,
  };
}
