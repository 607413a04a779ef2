/** What is wrong with the facts of a unit, and what it is used for, in words. */
import { t } from "@lingui/core/macro";
import type { UnitHold, UnitOccupancy, UnitTenancy } from "@estate/sdk";
import type { Meaning } from "../../ui/status_chip.tsx";
import type { WrongOfUnit } from "./read_unit.ts";

/** Colour and word. */
export interface Said {
  readonly meaning: Meaning;
  readonly words: string;
}

/** What stands at the field. */
export function wrongWords(wrong: WrongOfUnit): string {
  switch (wrong) {
    case "label":
      return t`Say which one it is, such as Flat 2.`;
    case "bedrooms":
    case "bathrooms":
      return t`A number from 0 to 50.`;
    case "floor_area_sqm":
      return t`A number over zero.`;
    case "count":
      return t`A number from 1 to 60.`;
  }
}

/** What a unit is used for today. */
export function occupancyWords(status: UnitOccupancy["status"]): Said {
  switch (status) {
    case "let":
      return { meaning: "good", words: t`Let` };
    case "stay":
      return { meaning: "good", words: t`Short stay` };
    case "reserved":
      return { meaning: "info", words: t`Kept for somebody` };
    case "sold":
      return { meaning: "info", words: t`Sold` };
    case "vacant":
      return { meaning: "warn", words: t`Empty` };
  }
}

/** Why a unit is taken for some days. */
export function holdWords({ reason, is_block }: Pick<UnitHold, "reason" | "is_block">): string {
  switch (reason) {
    case "tenancy":
      return t`A tenancy`;
    case "shortlet":
      return is_block ? t`Closed by you` : t`A short stay`;
    case "offer":
      return t`Kept while an offer is agreed`;
    case "payment":
      return t`Kept while a payment is on its way`;
    case "sale":
      return t`A sale`;
  }
}

/** How a letting stands, as the landlord's side says it. */
export function lettingWords(status: UnitTenancy["status"]): Said {
  switch (status) {
    case "draft":
      return { meaning: "wait", words: t`Being written` };
    case "offered":
      return { meaning: "wait", words: t`Waits for the tenant` };
    case "active":
      return { meaning: "good", words: t`In force` };
    case "notice_given":
      return { meaning: "warn", words: t`Notice is given` };
    case "holding_over":
      return { meaning: "warn", words: t`The term is over, the tenant is there` };
    case "ended":
      return { meaning: "wait", words: t`Ended` };
    case "cancelled":
      return { meaning: "wait", words: t`Never began` };
    case "passed_on":
      return { meaning: "info", words: t`Passed on to a new owner` };
  }
}
