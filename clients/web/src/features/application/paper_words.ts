/** What a paper of an application shows, in words. */
import { t } from "@lingui/core/macro";
import type { ApplicationDocument } from "@estate/sdk";

/** All kinds, what is asked for most first. */
export const paperKinds: readonly ApplicationDocument["kind"][] = [
  "employment_letter",
  "payslip",
  "bank_statement",
  "reference",
  "identity",
  "other",
];

/** "Payslip". */
export function paperName(kind: ApplicationDocument["kind"]): string {
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
      return t`Identity card or passport`;
    case "other":
      return t`Something else`;
  }
}
