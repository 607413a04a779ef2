/** What a tenancy is charged, once or again and again, beside the rent that its tenants accepted. */
import type { Estate } from "../ground/client.ts";
import { dataOf } from "../ground/estate_error.ts";
import { given } from "../ground/given.ts";
import type { Database } from "../generated/database.types.ts";

/** What a tenancy is charged, how often and when it falls due. Amounts in kobo. */
export type ChargeSchedule = Database["public"]["Tables"]["charge_schedules"]["Row"];
type Period = Database["public"]["Enums"]["price_period"];
type Kind = Database["public"]["Enums"]["charge_kind"];

/** When a charge falls due: so many days before its period begins, or on a day of it, counted from 1. */
export interface DueRule {
  readonly dueDaysBefore?: number;
  readonly dueOnDay?: number;
}

/** What is to be charged. */
export interface NewSchedule extends DueRule {
  readonly tenancyId: string;
  readonly kind: Extract<
    Kind,
    | "service_charge"
    | "utility"
    | "caution_deposit"
    | "agency_fee"
    | "legal_fee"
    | "agreement_fee"
    | "other"
  >;
  /** For one period, in kobo. */
  readonly amountKobo: number;
  /** Left out: charged once. */
  readonly period?: Exclude<Period, "night" | "total">;
  /** Such as 2027-01-31; the first day of the tenancy, or today, when left out. */
  readonly firstOn?: string;
  /** No period begins on this day or later; when left out it goes on while the tenants stay. */
  readonly untilOn?: string;
  /** How many periods are charged together. */
  readonly advancePeriods?: number;
  /** The tenant who is to pay it. */
  readonly payerId?: string;
  /** What people call it, such as Diesel. */
  readonly label?: string;
  /** An id of your own choice makes it safe to repeat. */
  readonly clientId?: string;
}

/** The schedules of a tenancy, those that ended included, first begun first. */
export async function listChargeSchedules(
  estate: Estate,
  tenancyId: string,
): Promise<ChargeSchedule[]> {
  return dataOf(
    await estate.from("charge_schedules").select().eq("tenancy_id", tenancyId).order("first_on")
      .order("id"),
  );
}

/** Charges a tenancy of yours, or of an owner who gave your agency a mandate to collect. Not rent. */
export async function addChargeSchedule(
  estate: Estate,
  schedule: NewSchedule,
): Promise<ChargeSchedule> {
  return dataOf(
    await estate.rpc("add_charge_schedule", {
      tenancy_id: schedule.tenancyId,
      kind: schedule.kind,
      amount_kobo: schedule.amountKobo,
      ...given({
        period: schedule.period,
        first_on: schedule.firstOn,
        until_on: schedule.untilOn,
        advance_periods: schedule.advancePeriods,
        due_days_before: schedule.dueDaysBefore,
        due_on_day: schedule.dueOnDay,
        payer_id: schedule.payerId,
        label: schedule.label,
        client_id: schedule.clientId,
      }),
    }),
  );
}

/** Charges nothing more for periods that begin on `fromOn` (today when left out) or later. */
export async function endChargeSchedule(
  estate: Estate,
  scheduleId: string,
  reason: string,
  fromOn?: string,
): Promise<ChargeSchedule> {
  return dataOf(
    await estate.rpc("end_charge_schedule", {
      schedule_id: scheduleId,
      reason,
      ...given({ from_on: fromOn }),
    }),
  );
}

/** Charges another amount, or at another time, from the first day of a period on. Rent can only become less or later. */
export async function replaceChargeSchedule(
  estate: Estate,
  scheduleId: string,
  change: DueRule & {
    readonly fromOn: string;
    readonly amountKobo: number;
    readonly period: Exclude<Period, "night" | "total">;
    readonly advancePeriods?: number;
    readonly payerId?: string;
    readonly label?: string;
  },
): Promise<ChargeSchedule> {
  return dataOf(
    await estate.rpc("replace_charge_schedule", {
      schedule_id: scheduleId,
      from_on: change.fromOn,
      amount_kobo: change.amountKobo,
      period: change.period,
      ...given({
        advance_periods: change.advancePeriods,
        due_days_before: change.dueDaysBefore,
        due_on_day: change.dueOnDay,
        payer_id: change.payerId,
        label: change.label,
      }),
    }),
  );
}

/** Puts what a listing asks beside the rent on a tenancy that you offered: owed once its tenants accept. */
export async function takeListingFees(
  estate: Estate,
  tenancyId: string,
  listingId: string,
): Promise<ChargeSchedule[]> {
  return dataOf(
    await estate.rpc("take_listing_fees", { tenancy_id: tenancyId, listing_id: listingId }),
  );
}

/** Says what of the rent a tenant, a company, withholds as tax: hundredths of a percent, or 0. */
export async function setWithholding(
  estate: Estate,
  tenancyId: string,
  bps: number,
): Promise<ChargeSchedule[]> {
  return dataOf(await estate.rpc("set_withholding", { tenancy_id: tenancyId, bps }));
}
