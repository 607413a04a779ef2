/** What an agency charges a tenancy, made the landlord's own. */
import type { Estate } from "../ground/client.ts";
import { dataOf } from "../ground/estate_error.ts";
import type { ChargeSchedule } from "./schedules.ts";

/** Makes what an agency charges a tenancy of yours your own: it no longer ends with the agency's mandate. Safe to repeat. */
export async function keepChargeSchedule(
  estate: Estate,
  scheduleId: string,
): Promise<ChargeSchedule> {
  return dataOf(await estate.rpc("keep_charge_schedule", { schedule_id: scheduleId }));
}
