/** One of a few. The phone's own list: it is what people know, and costs nothing. */
import { ChevronDown } from "lucide-react";
import type { ReactNode, SelectHTMLAttributes } from "react";
import { Field, inputClass } from "./field.tsx";

/** What can be chosen. */
export interface Choice<Value extends string = string> {
  readonly value: Value;
  readonly label: string;
}

/** The field. */
export function Select<Value extends string>(
  { name, label, hint, error, optional, choices, ...rest }:
    & {
      readonly name: string;
      readonly label: ReactNode;
      readonly hint?: ReactNode;
      readonly error?: string | undefined;
      readonly optional?: boolean | undefined;
      readonly choices: readonly Choice<Value>[];
    }
    & Omit<SelectHTMLAttributes<HTMLSelectElement>, "children">,
) {
  return (
    <Field name={name} label={label} hint={hint} error={error} optional={optional}>
      {(parts) => (
        <span className="relative block">
          <select {...rest} {...parts} className={`${inputClass} appearance-none pr-10`}>
            {choices.map((it) => <option key={it.value} value={it.value}>{it.label}</option>)}
          </select>
          <ChevronDown
            aria-hidden="true"
            className="pointer-events-none absolute right-3 top-1/2 size-5 -translate-y-1/2 text-muted"
          />
        </span>
      )}
    </Field>
  );
}
