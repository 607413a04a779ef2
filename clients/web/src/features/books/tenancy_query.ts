/** The money of one tenancy, for the landlord's side: charges, what repeats, what paying late costs, credit and deposit. */
import { queryOptions } from "@tanstack/react-query";
import type {
  ChargeBalance,
  ChargeSchedule,
  DepositLine,
  LateFeeRule,
  NewSchedule,
  OfflinePayment,
  PaymentCredit,
  rentRoll,
} from "@estate/sdk";
import { estate } from "../../session/estate.ts";
import type { Instalment } from "./instalments.ts";
import type { LateFee } from "./read_late_fee.ts";

const sdk = () => Promise.all([estate(), import("@estate/sdk")]);

/** All of it. */
export interface TenancyMoney {
  /** Its line of the rent roll; undefined once it is over. */
  readonly standing: Awaited<ReturnType<typeof rentRoll>>[number] | undefined;
  /** Which home it is, also of an owner for whom an agency collects. */
  readonly home:
    | { readonly property: string; readonly unit: string; readonly isInForce: boolean }
    | undefined;
  readonly charges: readonly ChargeBalance[];
  readonly schedules: readonly ChargeSchedule[];
  readonly lateFee: LateFeeRule | undefined;
  readonly credits: readonly PaymentCredit[];
  readonly deposit: readonly DepositLine[];
  /** What was said of payments by transfer, cash, POS and cheque, newest first. */
  readonly offline: readonly OfflinePayment[];
}

/** At once. */
export const tenancyMoneyQuery = (orgId: string, tenancyId: string) =>
  queryOptions({
    queryKey: ["charges", orgId, "tenancy", tenancyId],
    queryFn: async (): Promise<TenancyMoney> => {
      const [client, calls] = await sdk();
      const [roll, charges, schedules, lateFee, credits, deposit, offline] = await Promise.all([
        calls.rentRoll(client, orgId),
        calls.listCharges(client, tenancyId),
        calls.listChargeSchedules(client, tenancyId),
        calls.readLateFee(client, tenancyId),
        calls.listCredits(client, tenancyId),
        calls.depositStatement(client, tenancyId),
        calls.listOfflinePayments(client, { subjectId: tenancyId }),
      ]);
      const standing = roll.find(({ tenancy_id }) => tenancy_id === tenancyId);
      return {
        standing,
        home: standing === undefined ? await homeOf(tenancyId) : { ...standing, isInForce: true },
        charges: charges.filter(({ status }) => status !== "reversed").toReversed(),
        schedules,
        lateFee,
        credits,
        deposit,
        offline,
      };
    },
    meta: { keep: true },
  });

const inForce = ["active", "notice_given", "holding_over"] as const;

/** Of one that is over, or not in the organization's own roll; undefined for who may not know. */
async function homeOf(tenancyId: string): Promise<TenancyMoney["home"]> {
  const [client, { EstateError, getLetting }] = await sdk();
  try {
    const { unit, status } = await getLetting(client, tenancyId);
    return {
      property: unit.property.name,
      unit: unit.label,
      isInForce: inForce.some((it) => it === status),
    };
  } catch (error) {
    if (error instanceof EstateError && error.code === "tenancy.not_found") return undefined;
    throw error;
  }
}

/** What is done about it. */
export type TenancyAct =
  | { readonly act: "charge"; readonly schedule: NewSchedule }
  | { readonly act: "end"; readonly scheduleId: string; readonly reason: string }
  | { readonly act: "keep"; readonly scheduleId: string }
  | {
    readonly act: "reverse";
    readonly chargeId: string;
    readonly reason: string;
    readonly insteadKobo: number | undefined;
  }
  | {
    readonly act: "divide";
    readonly chargeId: string;
    readonly parts: readonly Instalment[];
  }
  | {
    readonly act: "late";
    readonly tenancyId: string;
    readonly fee: LateFee;
  }
  | { readonly act: "no-late"; readonly tenancyId: string };

/** Does it. @throws {EstateError} */
export async function doTenancyAct(done: TenancyAct): Promise<void> {
  const [client, calls] = await sdk();
  switch (done.act) {
    case "charge":
      await calls.addChargeSchedule(client, done.schedule);
      break;
    case "end":
      await calls.endChargeSchedule(client, done.scheduleId, done.reason);
      break;
    case "keep":
      await calls.keepChargeSchedule(client, done.scheduleId);
      break;
    case "reverse":
      await calls.reverseCharge(client, done.chargeId, done.reason, done.insteadKobo);
      break;
    case "divide":
      await calls.divideCharge(client, done.chargeId, done.parts);
      break;
    case "late":
      await calls.setLateFee(client, done.tenancyId, done.fee);
      break;
    case "no-late":
      await calls.endLateFee(client, done.tenancyId);
  }
}
