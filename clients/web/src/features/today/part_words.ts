/** What the parts of Today are called, and what is to be done about each of their rows. */
import { t } from "@lingui/core/macro";
import { shownName } from "../../format/shown_name.ts";
import type { TodayPart, TodayRow } from "@estate/sdk";
import type { Meaning } from "../../ui/status_chip.tsx";

/** The heading of a part. */
export function partName(part: TodayPart): string {
  switch (part) {
    case "payments":
      return t`Payments to confirm`;
    case "bank_rows":
      return t`Money in the bank that nobody has matched`;
    case "payouts":
      return t`Payouts to approve`;
    case "refunds":
      return t`Refunds`;
    case "disputes":
      return t`Disputed payments to answer`;
    case "deductions":
      return t`Disputed deductions to answer`;
    case "listings":
      return t`Listings that need you`;
    case "enquiries":
      return t`Questions to answer`;
    case "viewings":
      return t`Viewings today and tomorrow`;
    case "applications":
      return t`Applications to decide`;
    case "offers":
      return t`Offers to answer`;
    case "mandates":
      return t`Mandates offered to you`;
    case "endings":
      return t`Terms that end within 90 days`;
    case "notices":
      return t`Notices`;
    case "inspections":
      return t`Inspections`;
  }
}

/** The state of a row, where it says more than its part. */
export function stateName(
  part: TodayPart,
  state: string,
): { readonly meaning: Meaning; readonly words: string } | undefined {
  switch (`${part} ${state}`) {
    case "refunds requested":
      return { meaning: "wait", words: t`To decide` };
    case "refunds approved":
      return { meaning: "warn", words: t`To pay out` };
    case "listings returned":
      return { meaning: "warn", words: t`Sent back to you` };
    case "listings suspended":
      return { meaning: "bad", words: t`Suspended` };
    case "listings stale":
      return { meaning: "warn", words: t`Hidden: not confirmed in time` };
    case "listings expiring":
      return { meaning: "info", words: t`Say that it is still true` };
    case "applications under_review":
      return { meaning: "warn", words: t`Asks you to look again` };
    case "offers counter_offer":
      return { meaning: "info", words: t`Counter-offer` };
    case "endings renewal_offered":
      return { meaning: "info", words: t`Renewal offered` };
    case "endings notice_given":
      return { meaning: "info", words: t`Notice was given` };
    case "endings holding_over":
      return { meaning: "bad", words: t`The term is over` };
    case "notices to_serve":
      return { meaning: "warn", words: t`To be served` };
    case "notices given_by_tenant":
      return { meaning: "info", words: t`The tenant is leaving` };
    case "inspections to_carry_out":
      return { meaning: "wait", words: t`To carry out` };
    case "inspections to_sign":
      return { meaning: "warn", words: t`Waits for your signature` };
    case "inspections disputed":
      return { meaning: "bad", words: t`The tenant disagrees` };
  }
  return undefined;
}

/** What a row is called: whom or what it is about. */
export function rowTitle(part: TodayPart, row: TodayRow): string {
  const of = (row.person === null ? null : shownName(row.person)) ?? row.title ?? row.property;
  if (part === "bank_rows") return row.note ?? t`Money that came in`;
  if (part === "listings" || part === "mandates") return row.title ?? t`Without a name`;
  if (part === "notices" && row.state === "to_serve" && row.note !== null) {
    return t`Notice ${row.note}`;
  }
  return of ?? t`Without a name`;
}

/** Under it: the home that it is about. */
export function rowPlace(row: TodayRow): string | undefined {
  if (row.property === null) return row.title ?? undefined;
  return row.unit === null ? row.property : t`${row.property}, ${row.unit}`;
}

/** The kind of an inspection. */
export function inspectionKind(kind: string | null): string | undefined {
  switch (kind) {
    case "move_in":
      return t`At moving in`;
    case "move_out":
      return t`At moving out`;
    case "routine":
      return t`In between`;
  }
  return undefined;
}
