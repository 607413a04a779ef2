/** The rent roll and the charges of an organization. */
import { queryOptions } from "@tanstack/react-query";
import type { ChargeBalance, rentRoll } from "@estate/sdk";
import { today } from "../../format/calendar.ts";
import { estate } from "../../session/estate.ts";
import { monthOf } from "./month.ts";

/** A row of the rent roll. */
export type RollRow = Awaited<ReturnType<typeof rentRoll>>[number];

/** Which homes of it are shown. */
export const shownRoll = ["let", "behind", "all"] as const;
/** One of them. */
export type ShownRoll = (typeof shownRoll)[number];

/** Whether a row is among them. */
export function shownOfRoll(shown: ShownRoll, row: RollRow): boolean {
  if (shown === "all") return true;
  return shown === "let" ? row.tenancy_id !== null : (row.arrears_kobo ?? 0) > 0;
}

/** Every unit with its tenancy and how it stands. */
export const rollQuery = (orgId: string) =>
  queryOptions({
    queryKey: ["money", orgId, "roll"],
    queryFn: async (): Promise<readonly RollRow[]> => {
      const [client, sdk] = await Promise.all([estate(), import("@estate/sdk")]);
      return await sdk.rentRoll(client, orgId);
    },
    meta: { keep: true },
  });

/** Which charges a list shows. */
export const shownCharges = ["overdue", "open", "month"] as const;
/** One of them. */
export type ShownCharges = (typeof shownCharges)[number];

/** Charges: overdue, open and not due yet, or all that fall due this month. */
export const chargesQuery = (orgId: string, shown: ShownCharges) =>
  queryOptions({
    queryKey: ["charges", orgId, shown, today()],
    queryFn: async (): Promise<ChargeBalance[]> => {
      const [client, sdk] = await Promise.all([estate(), import("@estate/sdk")]);
      if (shown === "month") {
        const charges = await sdk.listOrgCharges(client, orgId, monthOf(today()));
        return charges.filter(({ status }) => status !== "reversed");
      }
      return await sdk.listOrgCharges(client, orgId, {
        statuses: shown === "overdue" ? ["overdue"] : ["open", "part_paid"],
      });
    },
    meta: { keep: true },
  });
