/** What applicants tell of themselves, and where their application stands, in words. */
import { plural, t } from "@lingui/core/macro";
import type { IncomeBand, ReceivedApplication } from "@estate/sdk";
import type { Meaning } from "../../ui/status_chip.tsx";
import type { RentShare } from "./rent_share.ts";

/** "₦3m to ₦6m a year". */
export function incomeWords(band: IncomeBand): string {
  if (band === "under_1m") return t`Under ₦1m a year`;
  if (band === "50m_and_over") return t`₦50m a year and over`;
  const [from = "", to = ""] = band.split("_to_");
  return t`₦${from} to ₦${to} a year`;
}

/** "1 year", "6 months". */
export function termWords(months: number): string {
  return months % 12 === 0
    ? plural(months / 12, { one: "# year", other: "# years" })
    : plural(months, { one: "# month", other: "# months" });
}

/** What the rent would take of the income. */
export function shareWords({ least, most, verdict }: RentShare): {
  readonly meaning: Meaning;
  readonly words: string;
} {
  const words = least === null
    ? t`Rent is at most ${most ?? 0}% of it`
    : most === null
    ? t`Rent is at least ${least}% of it`
    : t`Rent is ${least}–${most}% of it`;
  return { meaning: verdict === "easy" ? "good" : verdict === "hard" ? "bad" : "warn", words };
}

/** Where an application stands. */
export function applicationState(
  status: ReceivedApplication["status"],
): { readonly meaning: Meaning; readonly words: string } {
  switch (status) {
    case "draft":
      return { meaning: "wait", words: t`Being written` };
    case "submitted":
      return { meaning: "warn", words: t`To decide` };
    case "under_review":
      return { meaning: "warn", words: t`Asks you to look again` };
    case "shortlisted":
      return { meaning: "info", words: t`On your shortlist` };
    case "offered":
      return { meaning: "info", words: t`The home is offered to them` };
    case "accepted":
      return { meaning: "good", words: t`Agreed: offer the tenancy` };
    case "converted":
      return { meaning: "good", words: t`Became a tenancy` };
    case "declined":
      return { meaning: "bad", words: t`Declined` };
    case "withdrawn":
      return { meaning: "wait", words: t`Taken back by them` };
    case "expired":
      return { meaning: "wait", words: t`Lapsed` };
  }
}

/** How many would live there, the applicant among them. */
export function householdWords(household: ReceivedApplication["household"]): string {
  const children = household.filter((it) => it.age === "child").length;
  const adults = household.length - children + 1;
  const grown = plural(adults, { one: "# adult", other: "# adults" });
  if (children === 0) return grown;
  const small = plural(children, { one: "# child", other: "# children" });
  return t`${grown}, ${small}`;
}

/** What a file shows. */
export function documentKind(kind: ReceivedApplication["documents"][number]["kind"]): string {
  switch (kind) {
    case "employment_letter":
      return t`Letter of employment`;
    case "payslip":
      return t`Payslip`;
    case "bank_statement":
      return t`Bank statement`;
    case "reference":
      return t`Reference`;
    case "identity":
      return t`Identity paper`;
    case "other":
      return t`Another paper`;
  }
}
