/** Corrections of what was demanded, what paying late costs, and what is owed by its age. */
import type { Estate } from "../ground/client.ts";
import { dataOf } from "../ground/estate_error.ts";
import { given } from "../ground/given.ts";
import type { Database } from "../generated/database.types.ts";

type Charge = Database["public"]["Tables"]["charges"]["Row"];
/** What a tenancy is charged for paying late. Amounts in kobo. */
export type LateFeeRule = Database["public"]["Tables"]["late_fee_rules"]["Row"];
/** What a tenancy owes by how many days ago it fell due, in kobo. */
export type Ageing = Database["public"]["Views"]["ageing"]["Row"];
/** What a payment left over, and what of it is left, in kobo. */
export type PaymentCredit = Database["public"]["Tables"]["payment_credits"]["Row"];
/** A certificate for tax that a tenant withheld of a charge. */
export type TaxCertificate = Database["public"]["Tables"]["tax_certificates"]["Row"];

/** Takes a charge back that was wrong, and demands another amount in its place when given. Returns the reversal. */
export async function reverseCharge(
  estate: Estate,
  chargeId: string,
  reason: string,
  insteadKobo?: number,
): Promise<Charge> {
  return dataOf(
    await estate.rpc("reverse_charge", {
      charge_id: chargeId,
      reason,
      ...given({ instead_kobo: insteadKobo }),
    }),
  );
}

/** Lets a charge be paid in 2 to 24 parts that come to it; each is then a charge of its own. */
export async function divideCharge(
  estate: Estate,
  chargeId: string,
  parts: readonly { readonly dueOn: string; readonly amountKobo: number }[],
): Promise<Charge[]> {
  return dataOf(
    await estate.rpc("divide_charge", {
      charge_id: chargeId,
      parts: parts.map((part) => ({ due_on: part.dueOn, amount_kobo: part.amountKobo })),
    }),
  );
}

/** Says what paying late costs, once for a charge: an amount or hundredths of a percent of what is open. */
export async function setLateFee(
  estate: Estate,
  tenancyId: string,
  rule: {
    readonly graceDays: number;
    readonly amountKobo?: number;
    readonly bps?: number;
    readonly capKobo?: number;
  },
): Promise<LateFeeRule> {
  return dataOf(
    await estate.rpc("set_late_fee", {
      tenancy_id: tenancyId,
      grace_days: rule.graceDays,
      ...given({ amount_kobo: rule.amountKobo, bps: rule.bps, cap_kobo: rule.capKobo }),
    }),
  );
}

/** What a tenancy is charged for paying late; undefined where it is nothing. */
export async function readLateFee(
  estate: Estate,
  tenancyId: string,
): Promise<LateFeeRule | undefined> {
  return dataOf(
    await estate.from("late_fee_rules").select("*").eq("tenancy_id", tenancyId)
      .is("ended_at", null).order("id", { ascending: false }).limit(1),
  )[0];
}

/** Charges no more late fees; tells whether there was a rule. */
export async function endLateFee(estate: Estate, tenancyId: string): Promise<boolean> {
  return dataOf(await estate.rpc("end_late_fee", { tenancy_id: tenancyId }));
}

/** What is owed to an organization, or by one tenancy, by its age; the oldest first. */
export async function listAgeing(
  estate: Estate,
  of: { readonly orgId?: string; readonly tenancyId?: string },
): Promise<Ageing[]> {
  let asked = estate.from("ageing").select("*");
  if (of.orgId !== undefined) asked = asked.eq("org_id", of.orgId);
  if (of.tenancyId !== undefined) asked = asked.eq("tenancy_id", of.tenancyId);
  return dataOf(await asked.order("oldest_due_on").order("tenancy_id"));
}

/** What was paid ahead for a tenancy and waits for its next charges. */
export async function listCredits(estate: Estate, tenancyId: string): Promise<PaymentCredit[]> {
  return dataOf(
    await estate.from("payment_credits").select().eq("tenancy_id", tenancyId).gt("left_kobo", 0)
      .order("payment_id"),
  );
}

/** Records the certificate for tax that a tenant withheld of a charge: that part is settled by it. */
export async function recordTaxCertificate(
  estate: Estate,
  certificate: {
    readonly chargeId: string;
    readonly amountKobo: number;
    readonly certificateNo: string;
    /** Such as 2027-01-31. */
    readonly issuedOn: string;
  },
): Promise<TaxCertificate> {
  return dataOf(
    await estate.rpc("record_tax_certificate", {
      charge_id: certificate.chargeId,
      amount_kobo: certificate.amountKobo,
      certificate_no: certificate.certificateNo,
      issued_on: certificate.issuedOn,
    }),
  );
}

/** Takes a certificate back that was recorded by mistake: what it settled is withheld again. Safe to repeat. */
export async function takeBackTaxCertificate(
  estate: Estate,
  certificateId: string,
  reason: string,
): Promise<TaxCertificate> {
  return dataOf(
    await estate.rpc("take_back_tax_certificate", { certificate_id: certificateId, reason }),
  );
}
