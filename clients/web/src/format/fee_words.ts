/** Fees of a listing, and what the law says of them, in words. */
import { t } from "@lingui/core/macro";
import type { ListingCosts } from "@estate/sdk/catalogue";

/** A fee. */
export type Fee = ListingCosts["fees"][number];

/** "Agency fee". */
export function feeName(kind: Fee["kind"]): string {
  const names: Readonly<Record<Fee["kind"], string>> = {
    agency: t`Agency fee`,
    legal: t`Legal fee`,
    agreement: t`Agreement fee`,
    caution_deposit: t`Caution deposit`,
    service_charge: t`Service charge`,
    inspection: t`Inspection fee`,
    other: t`Other fee`,
  };
  return names[kind] ?? kind;
}

/** How sure a rule is. */
export function certaintyName(certainty: ListingCosts["marks"][number]["certainty"]): string {
  switch (certainty) {
    case "law":
      return t`Against the law`;
    case "guidance":
      return t`Above guidance`;
    case "bill":
      return t`Above what a bill proposes`;
  }
}
