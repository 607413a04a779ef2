/** One of a few, all in sight: radio buttons as a row of chips or a column of lines. */
import type { ReactNode } from "react";

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
            className={`flex min-h-11 items-center gap-2 border border-edge px-3 py-2 has-checked:border-brand has-checked:bg-brand-soft has-checked:text-brand-ink has-checked:font-semibold has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus ${
              column ? "rounded-control" : "rounded-chip"
            }`}
          >
            <input
              type="radio"
              name={name}
              value={it.value}
              checked={it.value === value}
              onChange={() => onChoose(it.value)}
              className={column ? "size-5 shrink-0 accent-brand" : "sr-only"}
            />
            {it.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
