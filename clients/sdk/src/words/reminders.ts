/** Reminders of what falls due: when they go, which are to come, and which went. */
import type { Estate } from "../ground/client.ts";
import { dataOf } from "../ground/estate_error.ts";
import { given } from "../ground/given.ts";
import type { Database } from "../generated/database.types.ts";

/** A stage that was told, of what a tenancy owed by a day. Amounts in kobo. */
export type Reminder = Database["public"]["Tables"]["reminders"]["Row"];
/** A stage that is to come, should nobody pay. */
export type ReminderToCome =
  Database["public"]["Functions"]["preview_reminders"]["Returns"][number];

/**
 * Says when an organization's tenants are reminded: in days after the due date, negative before it. An empty list: never;
 * without `days`: as usual. Returns the days that hold.
 * @throws {EstateError} reminder.bad_days
 */
export async function setReminderRule(
  estate: Estate,
  orgId: string,
  days?: readonly number[],
): Promise<number[]> {
  return dataOf(
    await estate.rpc("set_reminder_rule", {
      org_id: orgId,
      ...given({ days: days === undefined ? undefined : [...days] }),
    }),
  );
}

/** The days at which an organization reminds, and whether that is a rule of its own or as usual. */
export async function reminderRule(
  estate: Estate,
  orgId: string,
): Promise<{ readonly days: readonly number[]; readonly is_own: boolean }> {
  return dataOf(await estate.rpc("reminder_rule", { org_id: orgId }).single());
}

/** Which reminders go when, the next first: by the rule that holds, or by other days that are thought of. */
export async function previewReminders(
  estate: Estate,
  orgId: string,
  by: { readonly days?: readonly number[]; readonly untilOn?: string } = {},
): Promise<ReminderToCome[]> {
  return dataOf(
    await estate.rpc("preview_reminders", {
      org_id: orgId,
      ...given({ days: by.days === undefined ? undefined : [...by.days], until_on: by.untilOn }),
    }),
  );
}

/** Reminds all tenants of a tenancy now, of the stage that holds today; returns how many stages were told, 0 when none was left to tell. */
export async function remindTenancy(estate: Estate, tenancyId: string): Promise<number> {
  return dataOf(await estate.rpc("remind_tenancy", { tenancy_id: tenancyId }));
}

/** Which stages were told of a tenancy, the newest first. */
export async function listReminders(estate: Estate, tenancyId: string): Promise<Reminder[]> {
  return dataOf(
    await estate.from("reminders").select().eq("tenancy_id", tenancyId).order("id", {
      ascending: false,
    }),
  );
}
