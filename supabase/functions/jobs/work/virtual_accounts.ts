/** Account numbers that people asked for: the provider is asked, as often as it takes. */
import type { Log } from "../../_shared/log.ts";
import {
  type PaymentProvider,
  type ProviderName,
  ProviderRefusal,
} from "../../_shared/payment_provider.ts";
import type { JobsDeps } from "../deps.ts";
import type { Work } from "../work.ts";

interface WantedAccount {
  virtual_account_id: string;
  provider: ProviderName;
  tenancy_id: string;
  full_name: string | null;
  phone: string | null;
}

const batch = 5;

/** A batch of them each time the jobs are woken. */
export const virtualAccounts: Work = { name: "virtual_accounts", run };

async function run(deps: JobsDeps, log: Log): Promise<number> {
  const providers = (Object.entries(deps.providers) as [ProviderName, PaymentProvider][])
    .flatMap(([name, it]) => it.virtualAccounts?.open === undefined ? [] : [name]);
  const wanted = await deps.database.call<WantedAccount[] | null>("claim_virtual_accounts", {
    providers,
    most: batch,
  }) ?? [];
  let opened = 0;
  for (const it of wanted) if (await open(deps, it, log)) opened += 1;
  return opened;
}

async function open(deps: JobsDeps, wanted: WantedAccount, log: Log): Promise<boolean> {
  const { virtual_account_id } = wanted;
  const [firstName = "Tenant", ...rest] = (wanted.full_name ?? "").split(/\s+/).filter((it) =>
    it !== ""
  );
  try {
    const account = await deps.providers[wanted.provider]?.virtualAccounts?.open?.({
      email: emailOf(wanted.tenancy_id, deps.appUrl),
      firstName,
      lastName: rest.join(" ") || firstName,
      phone: wanted.phone ?? undefined,
    });
    if (account === undefined) return false;
    await deps.database.call("open_virtual_account", {
      virtual_account_id,
      bank_name: account.bankName,
      account_number: account.accountNumber,
      account_name: account.accountName,
      holder: account.holder,
    });
    return true;
  } catch (error) {
    log.warn("job.virtual_account_failed", { virtual_account_id, error });
    if (error instanceof ProviderRefusal) {
      await deps.database.call("refuse_virtual_account", {
        virtual_account_id,
        reason: error.message,
      });
    }
    // Else it is claimed again, later each time.
    return false;
  }
}

/**
 * An address of ours for a tenancy. The provider knows people by their address: a tenant of two homes would be one holder,
 * and nobody could tell for which of them a transfer came.
 */
function emailOf(tenancyId: string, appUrl: string): string {
  return `tenancy-${tenancyId}@${new URL(appUrl).hostname}`;
}
