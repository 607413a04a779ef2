/** When tenants are reminded, and which reminders are to come. */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { ReminderToCome } from "@estate/sdk";
import { sdk } from "./addressees_query.ts";

/** The rule that holds. */
export const reminderRuleQuery = (orgId: string) =>
  queryOptions({
    queryKey: ["charges", "reminder rule", orgId],
    queryFn: async () => {
      const [client, { reminderRule }] = await sdk();
      return await reminderRule(client, orgId);
    },
  });

/** What would go out by these days, should nobody pay. */
export const remindersToComeQuery = (orgId: string, days: readonly number[]) =>
  queryOptions({
    queryKey: ["charges", "reminders to come", orgId, days.join()],
    queryFn: async (): Promise<readonly ReminderToCome[]> => {
      const [client, { previewReminders }] = await sdk();
      return await previewReminders(client, orgId, { days });
    },
    placeholderData: keepPreviousData,
  });
