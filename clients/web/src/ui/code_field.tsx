/** A code of six figures, as phones fill it in by themselves. */
import type { ReactNode } from "react";
import { TextField } from "./text_field.tsx";

/** The field; its name is `code`. */
export function CodeField(
  { label, hint }: { readonly label: ReactNode; readonly hint: ReactNode },
) {
  return (
    <TextField
      name="code"
      label={label}
      hint={hint}
      inputMode="numeric"
      autoComplete="one-time-code"
      autoFocus
      className="text-20 tracking-widest"
    />
  );
}
