/** Yes or no. */
import type { InputHTMLAttributes, ReactNode } from "react";
import { Tick } from "./tick.tsx";

/** A box with its words; the whole line is pressed. */
export function Checkbox(
  { label, hint, className = "", ...rest }:
    & { readonly label: ReactNode; readonly hint?: ReactNode }
    & InputHTMLAttributes<HTMLInputElement>,
) {
  return (
    <label className={`flex min-h-11 items-start gap-3 py-2.5 ${className}`}>
      <Tick {...rest} type="checkbox" className="mt-px" />
      <span>
        {label}
        {hint !== undefined && <span className="block text-14 text-muted">{hint}</span>}
      </span>
    </label>
  );
}
