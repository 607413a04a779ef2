/** The companies that know who somebody is, as the environment describes them. */
import type { z } from "zod";
import { createBankNames } from "./bank_names.ts";
import { connectDojah } from "./dojah/connect.ts";
import { dojahSettings } from "./dojah/settings.ts";
import type {
  IdentityProvider,
  IdentityProviderName,
  IdentityProviders,
} from "./identity_provider.ts";
import type { Log } from "./log.ts";
import { type PaymentProviders, providerNames } from "./payment_provider.ts";
import { connectPrembly } from "./prembly/connect.ts";
import { premblySettings } from "./prembly/settings.ts";
import type { ServiceDatabase } from "./service_database.ts";

/** Settings of all of them that are not payment providers. */
export const identityProviderSettings = dojahSettings.extend(
  premblySettings.shape,
);

/** Those that are set up, each behind its circuit breaker; payment providers resolve bank accounts. */
export function connectIdentityProviders(
  settings: z.infer<typeof identityProviderSettings>,
  payments: PaymentProviders,
  database: ServiceDatabase,
  log: Log,
): IdentityProviders {
  const set: [IdentityProviderName, IdentityProvider | undefined][] = [
    ...providerNames.map(
      (name): [IdentityProviderName, IdentityProvider | undefined] => {
        const provider = payments[name];
        return [
          name,
          provider?.transfers &&
          createBankNames(provider.transfers, () => provider.isAvailable()),
        ];
      },
    ),
    ["dojah", connectDojah(settings, database, log)],
    ["prembly", connectPrembly(settings, database, log)],
  ];
  return Object.fromEntries(
    set.filter(([, provider]) => provider !== undefined),
  );
}
