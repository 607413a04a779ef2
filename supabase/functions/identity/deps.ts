/** What the identity function is built from. */
import { loadConfig, platformSettings } from "../_shared/config.ts";
import { createUserDeps } from "../_shared/deps.ts";
import type { IdentityCheckDeps } from "../_shared/identity_checks.ts";
import { createIdentityNumbers, identityNumberSettings } from "../_shared/identity_numbers.ts";
import {
  connectIdentityProviders,
  identityProviderSettings,
} from "../_shared/identity_providers.ts";
import { createLog, type Log } from "../_shared/log.ts";
import { connectProviders, providerSettings } from "../_shared/payment_providers.ts";
import { createSealer, sealingSettings } from "../_shared/sealed.ts";
import type { UserDeps } from "../_shared/user_app.ts";

/** Dependencies of `createApp`. */
export interface IdentityDeps extends UserDeps, IdentityCheckDeps {
  /** For how long one call asks companies, in place of what suits an edge function. */
  readonly askingMs?: number;
}

const settings = platformSettings.extend(providerSettings.shape).extend(
  sealingSettings.shape,
)
  .extend(identityNumberSettings.shape).extend(identityProviderSettings.shape);

/** Builds the dependencies from the environment. @throws {ConfigError} naming what is missing */
export function createDeps(
  env: Readonly<Record<string, string | undefined>>,
  log: Log = createLog(),
): IdentityDeps {
  const config = loadConfig(settings, env);
  const deps = createUserDeps(config, log);
  return {
    ...deps,
    identityNumbers: createIdentityNumbers(
      createSealer(config.SEALING_KEYS),
      config.IDENTITY_HASH_KEY,
    ),
    identityProviders: connectIdentityProviders(
      config,
      connectProviders(config, deps.database, log),
      deps.database,
      log,
    ),
  };
}
