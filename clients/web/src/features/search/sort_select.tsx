/** In which order. */
import { t } from "@lingui/core/macro";
import { ArrowUpDown } from "lucide-react";
import { useId } from "react";
import { readAddress, type SearchAddress } from "./search_address.ts";
import { type Sort, sorts } from "./search_choices.ts";

function sortName(sort: Sort): string {
  switch (sort) {
    case "newest":
      return t`Newest first`;
    case "price":
      return t`Lowest price first`;
    case "price_desc":
      return t`Highest price first`;
    case "move_in":
      return t`Least to move in first`;
    case "move_in_desc":
      return t`Most to move in first`;
  }
}

/** The choice. What it costs to move in orders homes to rent alone. */
export function SortSelect(
  { address, onChange }: {
    readonly address: SearchAddress;
    readonly onChange: (next: SearchAddress) => void;
  },
) {
  const id = useId();
  const choices = sorts.filter((it) => address.purpose === undefined || !it.startsWith("move_in"));
  return (
    <div className="relative flex items-center">
      <label htmlFor={id} className="sr-only">{t`Order`}</label>
      <ArrowUpDown
        aria-hidden="true"
        className="pointer-events-none absolute left-3 size-4 text-muted"
      />
      <select
        id={id}
        value={address.sort ?? "newest"}
        onChange={(event) => onChange(readAddress({ ...address, sort: event.target.value }))}
        className="min-h-11 [field-sizing:content] appearance-none rounded-control bg-ground py-2 pl-9 pr-3 text-14 font-semibold hover:bg-raised"
      >
        {choices.map((it) => <option key={it} value={it}>{sortName(it)}</option>)}
      </select>
    </div>
  );
}
