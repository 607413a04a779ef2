/** One of a few, all in sight: radio buttons as a row of chips or a column of lines. */
import type { ReactNode } from "react";
import { Tick, tickCardClass } from "./tick.tsx";

/** The group; `onChoose` is called with the new value. */
export function ChoiceGroup<Value extends string>(
  { name, legend, value, choices, onChoose, column }: {
    readonly name: string;
    readonly legend: ReactNode;
    readonly value: Value | undefined;
    readonly choices: readonly { readonly value: Value; readonly label: ReactNode }[];
    readonly onChoose: (value: Value) => void;
    readonly column?: boolean;
  },
) {
  return (
    <fieldset>
      <legend className="mb-2 font-semibold">{legend}</legend>
      <div className={column ? "flex flex-col gap-2" : "flex flex-wrap gap-2"}>
        {choices.map((it) => (
          <label
            key={it.value}
            className={`flex min-h-11 items-center px-3 py-2 has-checked:font-semibold has-checked:text-brand-ink ${tickCardClass} ${
              column ? "gap-3 rounded-control" : "gap-2 rounded-chip"
            }`}
          >
            <Tick
              type="radio"
              onCard
              isHidden={column !== true}
              name={name}
              value={it.value}
              checked={it.value === value}
              onChange={() => onChoose(it.value)}
            />
            {it.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
