/** What the parts of a statement's row are called. */
import { t } from "@lingui/core/macro";
import type { ColumnPart } from "./columns.ts";

/** A part, and how to find it. */
export function columnWords(
  part: ColumnPart,
): { readonly label: string; readonly hint: string | undefined } {
  switch (part) {
    case "date":
      return { label: t`The day`, hint: undefined };
    case "credit":
      return { label: t`What came in`, hint: t`Credit, or an amount with a sign.` };
    case "narration":
      return { label: t`The bank's words`, hint: t`Narration, remarks or details.` };
    case "direction":
      return {
        label: t`Credit or debit`,
        hint: t`Where a column of its own says CR or DR.`,
      };
    case "payer":
      return { label: t`Who paid`, hint: t`Where it is not in the bank's words.` };
    case "reference":
      return { label: t`The bank's reference`, hint: undefined };
  }
}
