/** Several of many, each with how many homes have it. */
import type { ReactNode } from "react";
import { count } from "../../format/naira.ts";
import { Checkbox } from "../../ui/checkbox.tsx";

/** Those that no home has are left out, unless they are chosen. */
export function CheckList<Value extends string>(
  { legend, known, chosen, name, counts, onChange }: {
    readonly legend: ReactNode;
    readonly known: readonly Value[];
    readonly chosen: readonly Value[];
    readonly name: (value: Value) => string;
    readonly counts: Readonly<Record<string, number>> | undefined;
    readonly onChange: (chosen: readonly Value[]) => void;
  },
) {
  const shown = known.filter((it) =>
    counts === undefined || (counts[it] ?? 0) > 0 || chosen.includes(it)
  );
  if (shown.length === 0) return null;
  return (
    <fieldset>
      <legend className="mb-1 font-semibold">{legend}</legend>
      <div className="grid sm:grid-cols-2 sm:gap-x-4">
        {shown.map((it) => (
          <Checkbox
            key={it}
            label={
              <span className="flex items-baseline gap-2">
                {name(it)}
                {counts !== undefined && (
                  <span className="text-14 text-muted">{count(counts[it] ?? 0)}</span>
                )}
              </span>
            }
            checked={chosen.includes(it)}
            onChange={(event) =>
              onChange(
                event.target.checked ? [...chosen, it] : chosen.filter((other) => other !== it),
              )}
          />
        ))}
      </div>
    </fieldset>
  );
}
