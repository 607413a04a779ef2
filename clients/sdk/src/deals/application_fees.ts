/** Fees for applying: where the law of the place allows them. */
import type { Estate } from "../ground/client.ts";
import { dataOf } from "../ground/estate_error.ts";
import { given } from "../ground/given.ts";
import type { Database } from "../generated/database.types.ts";

/** A fee for applying, beside the charge that demands it. */
export type ApplicationFee = Database["public"]["Tables"]["application_fees"]["Row"];
/** What a fee is for. */
export type ApplicationFeeKind = Database["public"]["Enums"]["application_fee_kind"];

/** Fees asked for an application, oldest first: as its applicant or a member with money.read. */
export async function listApplicationFees(
  estate: Estate,
  applicationId: string,
): Promise<ApplicationFee[]> {
  return dataOf(
    await estate.from("application_fees").select("*").eq("application_id", applicationId)
      .order("created_at"),
  );
}

/**
 * Asks an applicant for a fee. Refused where the law of the place forbids it; the error names the rule.
 *
 * @throws {EstateError} application.unlawful_fee, application.bad_fee, application.already_charged
 */
export async function demandApplicationFee(
  estate: Estate,
  fee: {
    readonly applicationId: string;
    readonly kind: ApplicationFeeKind;
    readonly amountKobo: number;
    /** What the applicant reads. */
    readonly reason: string;
    /** Such as 2026-12-01; today when left out. */
    readonly dueOn?: string;
    /** Whether it goes back to who is turned down. */
    readonly isRefundable?: boolean;
    /** An id of your own choice makes it safe to repeat. */
    readonly clientId: string;
  },
): Promise<Database["public"]["Tables"]["charges"]["Row"]> {
  return dataOf(
    await estate.rpc("demand_application_fee", {
      application_id: fee.applicationId,
      kind: fee.kind,
      amount_kobo: fee.amountKobo,
      reason: fee.reason,
      client_id: fee.clientId,
      ...given({ due_on: fee.dueOn, is_refundable: fee.isRefundable }),
    }),
  );
}
