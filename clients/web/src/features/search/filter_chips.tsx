/** The filters that are on; a press takes one off. */
import { t } from "@lingui/core/macro";
import { X } from "lucide-react";
import { filtersOf, type SearchAddress, without } from "./search_address.ts";
import { filterWords } from "./search_words.ts";

/** The chips. */
export function FilterChips(
  { address, onChange }: {
    readonly address: SearchAddress;
    readonly onChange: (next: SearchAddress) => void;
  },
) {
  return filtersOf(address).map((filter) => {
    const words = filterWords(address, filter);
    return (
      <button
        key={filter}
        type="button"
        aria-label={t`Take off: ${words}`}
        onClick={() => onChange(without(address, filter))}
        className="flex min-h-11 max-w-full items-center gap-2 rounded-chip bg-brand-soft px-3 text-14 font-semibold text-brand-ink hover:bg-sunken"
      >
        <span className="truncate">{words}</span>
        <X aria-hidden="true" className="size-4 shrink-0" />
      </button>
    );
  });
}
