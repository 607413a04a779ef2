/**
 * Asks each provider once a day what it holds for us. The database compares that with our books:
 * supabase/schemas/09_money/73_provider_balances.sql. A provider that is down is asked again later the same day.
 */
import type { Log } from "../../_shared/log.ts";
import type { ProviderName } from "../../_shared/payment_provider.ts";
import type { JobsDeps } from "../deps.ts";
import type { Work } from "../work.ts";

interface ClaimedBalance {
  provider: ProviderName;
  /** YYYY-MM-DD. */
  on_day: string;
}

/** Reads the balances of today that wait. */
export const providerBalances: Work = { name: "provider_balances", run: readBalances };

async function readBalances(deps: JobsDeps, log: Log): Promise<number> {
  const providers = Object.entries(deps.providers)
    .flatMap(([name, it]) => it.readBalance === undefined ? [] : [name]);
  let read = 0;
  // Each is claimed once: one that fails is put off.
  for (let n = 0; n < providers.length; n++) {
    const [balance] = await deps.database.call<ClaimedBalance[] | null>("claim_provider_balance", {
      providers,
    }) ?? [];
    if (balance === undefined) break;
    try {
      const held = await deps.providers[balance.provider]?.readBalance?.();
      if (held === undefined) throw new Error(`${balance.provider} does not tell its balance`);
      await deps.database.call("keep_provider_balance", {
        ...balance,
        held_kobo: held.heldKobo,
      });
      read += 1;
    } catch (error) {
      log.warn("job.provider_balance_failed", { ...balance, error });
      await deps.database.call("put_off_provider_balance", {
        ...balance,
        error: error instanceof Error ? error.message : String(error),
      });
    }
  }
  return read;
}
