/** How a tenancy stands and what it is, in words. */
import { t } from "@lingui/core/macro";
import type { Inspection, TenancyHome } from "@estate/sdk";
import type { Said } from "./money_words.ts";

/** How it stands. */
export function tenancyStatus(status: TenancyHome["status"]): Said {
  switch (status) {
    case "draft":
      return { meaning: "wait", word: t`Being written` };
    case "offered":
      return { meaning: "warn", word: t`Offered to you` };
    case "active":
      return { meaning: "good", word: t`In force` };
    case "notice_given":
      return { meaning: "warn", word: t`Notice is given` };
    case "holding_over":
      return { meaning: "warn", word: t`The term is over` };
    case "ended":
      return { meaning: "wait", word: t`Ended` };
    case "cancelled":
      return { meaning: "wait", word: t`Never began` };
    case "passed_on":
      return { meaning: "info", word: t`Goes on with the new owner` };
  }
}

/** What the rent is for. */
export function rentPer(per: TenancyHome["rent_per"]): string {
  switch (per) {
    case "year":
      return t`a year`;
    case "half_year":
      return t`half a year`;
    case "quarter":
      return t`a quarter`;
    case "month":
      return t`a month`;
    case "week":
      return t`a week`;
    case "night":
      return t`a night`;
    case "total":
      return t`in all`;
  }
}

/** What an inspection was made for. */
export function inspectionKind(kind: Inspection["kind"]): string {
  switch (kind) {
    case "move_in":
      return t`Inspection at moving in`;
    case "move_out":
      return t`Inspection at moving out`;
    case "routine":
      return t`Visit to the home`;
  }
}
