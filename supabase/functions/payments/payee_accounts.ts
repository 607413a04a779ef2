/** Bank accounts to which an organization's money may go: the bank says whose they are, the number is kept sealed. */
import type { Principal } from "../_shared/auth.ts";
import { comparePayeeNames, type PayeeName } from "../_shared/payee_names.ts";
import type { ProviderName } from "../_shared/payment_provider.ts";
import { Problem } from "../_shared/problem.ts";
import { type Bank, type TransferProvider, UnknownAccount } from "../_shared/transfer_provider.ts";
import type { PaymentsDeps } from "./deps.ts";

/** An account to add. */
export interface NewPayeeAccount {
  readonly orgId: string;
  readonly provider: ProviderName;
  readonly bankCode: string;
  readonly accountNumber: string;
  readonly takesTransfers: boolean;
}

/** In place of an organization: by this hash an account is the same whoever brings it. */
const everyOrganization = "any";

/** The banks that a provider pays to. @throws {Problem} payment.provider_off, upstream.* */
export async function listBanks(
  deps: PaymentsDeps,
  provider: ProviderName,
): Promise<readonly Bank[]> {
  return await transfersOf(deps, provider).listBanks();
}

/**
 * Adds an account under the name that its bank gives.
 * @throws {Problem} what the database refuses, payment.provider_off, payee_account.off, payee_account.unresolved, upstream.*
 */
export async function addPayeeAccount(
  deps: PaymentsDeps,
  caller: Principal,
  { orgId, provider, bankCode, accountNumber, takesTransfers }: NewPayeeAccount,
): Promise<unknown> {
  const transfers = transfersOf(deps, provider);
  const { accountNumbers } = deps;
  if (accountNumbers === undefined) {
    throw Problem.of("payee_account.off", {
      detail: "Cannot keep bank accounts: this project has no key for them",
    });
  }
  await deps.database.call("require_assurance", {
    act: "add_payee_account",
    assurance: caller.assurance,
  });
  const names = await deps.database.call<readonly PayeeName[] | null>("prepare_payee_account", {
    acting_user: caller.userId,
    org_id: orgId,
  }) ?? [];
  const unresolved = (pointer: string) =>
    Problem.of("payee_account.unresolved", {
      detail: "Cannot find this account: check the bank and the number",
      errors: [{ pointer, detail: "is not known there" }],
    });
  const bank = (await transfers.listBanks()).find((it) => it.code === bankCode);
  if (bank === undefined) throw unresolved("/bank_code");
  let accountName: string;
  try {
    ({ accountName } = await transfers.resolveAccount({ bankCode, accountNumber }));
  } catch (error) {
    if (error instanceof UnknownAccount) throw unresolved("/account_number");
    throw error;
  }
  const context = { orgId, provider, bankCode };
  return await deps.database.call("add_payee_account", {
    acting_user: caller.userId,
    org_id: orgId,
    provider,
    bank_code: bankCode,
    bank_name: bank.name.slice(0, 120),
    account_name: accountName.trim().replaceAll(/\s+/g, " ").slice(0, 160),
    last_four: accountNumber.slice(-4),
    takes_transfers: takesTransfers,
    number_hash: await accountNumbers.hash(context, accountNumber),
    shared_hash: await accountNumbers.hash({ ...context, orgId: everyOrganization }, accountNumber),
    name_matches: comparePayeeNames(names, accountName),
    sealed: await accountNumbers.seal(context, accountNumber),
  });
}

function transfersOf(deps: PaymentsDeps, name: ProviderName): TransferProvider {
  const transfers = deps.providers[name]?.transfers;
  if (transfers === undefined) {
    throw Problem.of("payment.provider_off", {
      detail: `Cannot pay out with ${name}: it is not offered here`,
      errors: [{ pointer: "/provider", detail: "is not offered here" }],
    });
  }
  return transfers;
}
