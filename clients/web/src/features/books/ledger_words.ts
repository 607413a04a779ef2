/** What the accounts of the books are called, and on which side each stands. */
import { t } from "@lingui/core/macro";
import type { AccountBalance } from "@estate/sdk";

type Kind = AccountBalance["kind"];

/** owned: what is there or owed to the organization. held: what it holds for others, or owes. earned; spent. */
export type Side = "owned" | "held" | "earned" | "spent";

const sides: Readonly<Record<Kind, Side>> = {
  tenant_receivable: "owned",
  buyer_receivable: "owned",
  applicant_receivable: "owned",
  agent_receivable: "owned",
  provider_clearing: "owned",
  bank: "owned",
  paid_to_bank: "owned",
  tax_credits: "owned",
  service_charge_held: "held",
  deposits_held: "held",
  tenant_credit: "held",
  sale_held: "held",
  handover_due: "held",
  principal_payable: "held",
  platform_payable: "held",
  rent_income: "earned",
  fee_income: "earned",
  other_income: "earned",
  sale_income: "earned",
  provider_fees: "spent",
  agency_fees: "spent",
  platform_fees: "spent",
};

/** On which side an account stands. */
export const sideOf = (kind: Kind): Side => sides[kind];

/** A balance as its side says it: what is held or earned is negative in the books. */
export const saidBalance = (kind: Kind, kobo: number): number =>
  sideOf(kind) === "held" || sideOf(kind) === "earned" ? (kobo === 0 ? 0 : -kobo) : kobo;

/** The heading of a side. */
export function sideName(side: Side): string {
  switch (side) {
    case "owned":
      return t`What is there and what is owed to you`;
    case "held":
      return t`What you hold for others, or owe`;
    case "earned":
      return t`What you earned`;
    case "spent":
      return t`What it cost`;
  }
}

/** An account. */
export function accountName(kind: Kind): string {
  const names: Readonly<Record<Kind, string>> = {
    tenant_receivable: t`Owed by tenants`,
    buyer_receivable: t`Owed by buyers`,
    applicant_receivable: t`Owed by applicants`,
    agent_receivable: t`With your agency`,
    provider_clearing: t`With the payment providers`,
    bank: t`In your bank`,
    paid_to_bank: t`Paid straight to your bank`,
    tax_credits: t`Tax that tenants withheld`,
    service_charge_held: t`Service charges held`,
    deposits_held: t`Caution deposits held`,
    tenant_credit: t`Paid ahead`,
    sale_held: t`Prices of homes held`,
    handover_due: t`Deposits of a home that was sold`,
    principal_payable: t`Collected for owners`,
    platform_payable: t`Fees owed to Estate`,
    rent_income: t`Rent`,
    fee_income: t`Fees`,
    other_income: t`Other income`,
    sale_income: t`Homes sold`,
    provider_fees: t`Fees of payment providers`,
    agency_fees: t`Fees of your agency`,
    platform_fees: t`Fees of Estate`,
  };
  return names[kind];
}
