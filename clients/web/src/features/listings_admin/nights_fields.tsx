/** How short and how long a stay may be. */
import { t } from "@lingui/core/macro";
import { TextField } from "../../ui/text_field.tsx";
import type { WrongNights } from "./read_nights.ts";

/** Two fields in a row. */
export function NightsFields(
  { least, longest }: { readonly least: string; readonly longest: string },
) {
  return (
    <div className="grid grid-cols-2 gap-3">
      <TextField
        name="minimum_nights"
        label={t`Fewest nights`}
        optional
        hint={t`One, if you leave it out.`}
        inputMode="numeric"
        maxLength={3}
        defaultValue={least}
      />
      <TextField
        name="maximum_nights"
        label={t`Most nights`}
        optional
        hint={t`No limit, if you leave it out.`}
        inputMode="numeric"
        maxLength={3}
        defaultValue={longest}
      />
    </div>
  );
}

/** What is said at a field that makes no sense. */
export const nightsProblem = (field: WrongNights): string =>
  field === "minimum_nights"
    ? t`A number from 1 to 365, or nothing.`
    : t`A number from 1 to 365, not below the fewest, or nothing.`;
