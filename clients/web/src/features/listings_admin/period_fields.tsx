/** What rent is for, and how much of it is paid at once. */
import { plural, t } from "@lingui/core/macro";
import type { Listing } from "@estate/sdk";
import { periodName } from "../../format/home_words.ts";
import { Select } from "../../ui/select.tsx";
import { rentPeriods } from "./read_listing.ts";

/** Two fields in a row. */
export function PeriodFields(
  { per, advance, onChange }: {
    readonly per: Listing["price_per"];
    readonly advance: number;
    readonly onChange: (per: Listing["price_per"]) => void;
  },
) {
  const usual = [1, 2, 3, 4, 6, 12];
  const counts = usual.includes(advance) ? usual : [...usual, advance].sort((a, b) => a - b);
  return (
    <div className="grid grid-cols-2 gap-3">
      <Select
        name="price_per"
        label={t`Rent is for`}
        defaultValue={per}
        onChange={(event) =>
          onChange(rentPeriods.find((it) => it === event.target.value) ?? "year")}
        choices={rentPeriods.map((it) => ({ value: it, label: periodName(it) }))}
      />
      <Select
        name="advance_periods"
        label={t`Paid at once`}
        defaultValue={String(advance)}
        choices={counts.map((it) => ({
          value: String(it),
          label: plural(it, { one: "# period", other: "# periods" }),
        }))}
      />
    </div>
  );
}
