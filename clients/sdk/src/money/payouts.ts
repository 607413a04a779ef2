import type { Estate } from "../ground/client.ts";
import { dataOf, functionData } from "../ground/estate_error.ts";
import { given } from "../ground/given.ts";
import type { Database } from "../generated/database.types.ts";
import type { CheckoutProvider } from "./payments.ts";

/** A bank account to which an organization's money may go, as the bank names it. */
export type PayeeAccount = Database["public"]["Tables"]["payee_accounts"]["Row"];
/** Money that is sent from a provider to a bank account. Amounts in kobo. */
export type Payout = Database["public"]["Tables"]["payouts"]["Row"];
/** What a provider holds for an organization, in kobo. */
export type PayoutFunds = Database["public"]["Functions"]["payout_funds"]["Returns"][number];

/** A bank, by a provider's own code. */
export interface Bank {
  readonly code: string;
  readonly name: string;
}

/** An account to add. */
export interface NewPayeeAccount {
  readonly orgId: string;
  readonly provider: CheckoutProvider;
  /** By the provider's code: `listBanks`. */
  readonly bankCode: string;
  /** Ten figures; they are never shown again. */
  readonly accountNumber: string;
  /** Whether tenants pay to it by transfer, and so are told of a change. */
  readonly takesTransfers?: boolean;
}

/** The banks to which a provider pays out. */
export async function listBanks(estate: Estate, provider: CheckoutProvider): Promise<Bank[]> {
  const { banks } = await functionData(
    await estate.functions.invoke<{ banks: Bank[] }>(`payments/banks?provider=${provider}`, {
      method: "GET",
    }),
  );
  return banks;
}

/**
 * Adds a bank account to which money may go, under the name that its bank gives: show `account_name`. Another member
 * with money.payout approves it; where there is none it is approved at once, with a longer cooling-off time.
 * @throws {EstateError} payee_account.unresolved when the bank does not know it, and what else docs/problems says
 */
export async function addPayeeAccount(
  estate: Estate,
  account: NewPayeeAccount,
  idempotencyKey: string = crypto.randomUUID(),
): Promise<PayeeAccount> {
  return await functionData(
    await estate.functions.invoke<PayeeAccount>("payments/payee-accounts", {
      method: "POST",
      headers: { "idempotency-key": idempotencyKey },
      body: {
        org_id: account.orgId,
        provider: account.provider,
        bank_code: account.bankCode,
        account_number: account.accountNumber,
        takes_transfers: account.takesTransfers ?? false,
      },
    }),
  );
}

/** The bank accounts of an organization, newest first. */
export async function listPayeeAccounts(estate: Estate, orgId: string): Promise<PayeeAccount[]> {
  return dataOf(
    await estate.from("payee_accounts").select("*").eq("org_id", orgId)
      .order("id", { ascending: false }),
  );
}

/** Approves an account that another member added: money may go there from `payable_from` on. */
export async function approvePayeeAccount(
  estate: Estate,
  payeeAccountId: string,
): Promise<PayeeAccount> {
  return dataOf(
    await estate.rpc("approve_payee_account", { payee_account_id: payeeAccountId }),
  );
}

/** Declines an account that waits for approval. */
export async function declinePayeeAccount(
  estate: Estate,
  payeeAccountId: string,
  reason: string,
): Promise<PayeeAccount> {
  return dataOf(
    await estate.rpc("decline_payee_account", { payee_account_id: payeeAccountId, reason }),
  );
}

/** Takes an account out of use at once; what was to be sent there and was not yet is withdrawn. */
export async function retirePayeeAccount(
  estate: Estate,
  payeeAccountId: string,
  reason: string,
): Promise<PayeeAccount> {
  return dataOf(
    await estate.rpc("retire_payee_account", { payee_account_id: payeeAccountId, reason }),
  );
}

/** What each provider holds for an organization, and how much of it can be paid out now. */
export async function payoutFunds(estate: Estate, orgId: string): Promise<PayoutFunds[]> {
  return dataOf(await estate.rpc("payout_funds", { org_id: orgId }));
}

/**
 * Asks for a payout: the amount is held back at once, and another member approves it. Sent again with the same
 * `clientId` after a lost answer it is one payout. Where nobody else may approve, asking does, and takes a second factor.
 * @throws {EstateError} payout.not_enough, payout.cooling_off, auth.insufficient_assurance, and what else docs/problems says
 */
export async function requestPayout(
  estate: Estate,
  payout: {
    readonly orgId: string;
    readonly payeeAccountId: string;
    readonly amountKobo: number;
    /** As the bank statement shows it. */
    readonly note?: string;
  },
  clientId: string = crypto.randomUUID(),
): Promise<Payout> {
  return dataOf(
    await estate.rpc("request_payout", {
      org_id: payout.orgId,
      payee_account_id: payout.payeeAccountId,
      amount_kobo: payout.amountKobo,
      client_id: clientId,
      ...given({ note: payout.note }),
    }),
  );
}

/** Payouts of an organization, newest first. */
export async function listPayouts(
  estate: Estate,
  orgId: string,
  of: { readonly status?: Payout["status"]; readonly limit?: number } = {},
): Promise<Payout[]> {
  let found = estate.from("payouts").select("*").eq("org_id", orgId)
    .order("id", { ascending: false }).limit(of.limit ?? 100);
  if (of.status !== undefined) found = found.eq("status", of.status);
  return dataOf(await found);
}

/** Approves a payout that another member asked for: it is sent. */
export async function approvePayout(estate: Estate, payoutId: string): Promise<Payout> {
  return dataOf(await estate.rpc("approve_payout", { payout_id: payoutId }));
}

/** Declines a payout that waits for approval. */
export async function declinePayout(
  estate: Estate,
  payoutId: string,
  reason: string,
): Promise<Payout> {
  return dataOf(await estate.rpc("decline_payout", { payout_id: payoutId, reason }));
}

/** Takes back a payout that was not sent yet, approved or not. */
export async function withdrawPayout(
  estate: Estate,
  payoutId: string,
  reason: string,
): Promise<Payout> {
  return dataOf(await estate.rpc("withdraw_payout", { payout_id: payoutId, reason }));
}

/** For staff: a payout that needs attention did not happen, as the provider's dashboard shows. */
export async function failPayout(
  estate: Estate,
  payoutId: string,
  reason: string,
): Promise<Payout> {
  return dataOf(await estate.rpc("fail_payout", { payout_id: payoutId, reason }));
}

/** What was collected under a mandate, sent on and is still owed, in kobo. */
export type PrincipalBalance = Database["public"]["Functions"]["principal_balances"]["Returns"][
  number
];
/** What moved what an agency owes under a mandate, with what it owed afterwards, in kobo. */
export type PrincipalMove = Database["public"]["Functions"]["principal_statement"]["Returns"][
  number
];
/** A bank account of an owner to which their agency may send on what it collected. */
export type PrincipalAccount = Database["public"]["Functions"]["principal_accounts"]["Returns"][
  number
];

/** What is owed under each mandate of an organization, as agency or as owner. */
export async function principalBalances(
  estate: Estate,
  orgId: string,
): Promise<PrincipalBalance[]> {
  return dataOf(await estate.rpc("principal_balances", { org_id: orgId }));
}

/** What moved it between two Nigerian days, both included. @throws {EstateError} ledger.bad_days */
export async function principalStatement(
  estate: Estate,
  mandateId: string,
  days: { readonly fromOn: string; readonly untilOn: string },
): Promise<PrincipalMove[]> {
  return dataOf(
    await estate.rpc("principal_statement", {
      mandate_id: mandateId,
      from_on: days.fromOn,
      until_on: days.untilOn,
    }),
  );
}

/** Where an agency may send on what it collected under a mandate: for its members with money.payout. */
export async function listPrincipalAccounts(
  estate: Estate,
  mandateId: string,
): Promise<PrincipalAccount[]> {
  return dataOf(await estate.rpc("principal_accounts", { mandate_id: mandateId }));
}

/**
 * Asks that collected money be sent on to the owner; another member of the agency approves it, as any payout.
 * @throws {EstateError} auth.insufficient_assurance where nobody else may approve, and what else docs/problems says
 */
export async function requestRemittance(
  estate: Estate,
  remittance: {
    readonly mandateId: string;
    readonly payeeAccountId: string;
    readonly amountKobo: number;
    readonly note?: string;
  },
  clientId: string = crypto.randomUUID(),
): Promise<Payout> {
  return dataOf(
    await estate.rpc("request_remittance", {
      mandate_id: remittance.mandateId,
      payee_account_id: remittance.payeeAccountId,
      amount_kobo: remittance.amountKobo,
      client_id: clientId,
      ...given({ note: remittance.note }),
    }),
  );
}
