/** What an item is like, in words, best first. */
import { t } from "@lingui/core/macro";
import type { InspectionItem, MeterReading } from "@estate/sdk";
import type { Meaning } from "../../ui/status_chip.tsx";

/** One of them. */
export type Condition = NonNullable<InspectionItem["condition"]>;

/** All of them. */
export const conditions = ["good", "fair", "poor", "damaged", "missing"] as const;

/** Its word. */
export function conditionWord(condition: Condition): string {
  switch (condition) {
    case "good":
      return t`Good`;
    case "fair":
      return t`Fair`;
    case "poor":
      return t`Poor`;
    case "damaged":
      return t`Damaged`;
    case "missing":
      return t`Missing`;
  }
}

/** Its sign. */
export function conditionMeaning(condition: Condition): Meaning {
  if (condition === "good") return "good";
  return condition === "fair" ? "info" : condition === "poor" ? "warn" : "bad";
}

/** What a meter measures. */
export function meterWord(meter: MeterReading["meter"]): string {
  switch (meter) {
    case "electricity":
      return t`Electricity`;
    case "water":
      return t`Water`;
    case "gas":
      return t`Gas`;
    case "diesel":
      return t`Diesel`;
  }
}
