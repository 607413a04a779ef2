/** A line, or with `rows` some lines, of text. */
import type { InputHTMLAttributes, ReactNode, TextareaHTMLAttributes } from "react";
import { Field, inputClass } from "./field.tsx";

interface Around {
  readonly name: string;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
  readonly optional?: boolean | undefined;
}

/** One line. */
export function TextField(
  { name, label, hint, error, optional, className = "", ...rest }:
    & Around
    & InputHTMLAttributes<HTMLInputElement>,
) {
  return (
    <Field name={name} label={label} hint={hint} error={error} optional={optional}>
      {(parts) => (
        <input type="text" {...rest} {...parts} className={`${inputClass} ${className}`} />
      )}
    </Field>
  );
}

/** Several lines. */
export function TextArea(
  { name, label, hint, error, optional, rows = 4, ...rest }:
    & Around
    & TextareaHTMLAttributes<HTMLTextAreaElement>,
) {
  return (
    <Field name={name} label={label} hint={hint} error={error} optional={optional}>
      {(parts) => <textarea rows={rows} {...rest} {...parts} className={inputClass} />}
    </Field>
  );
}
