/** What people type as they speak, read at once: under the field stands what was understood, before anything is sent. */
import { Check } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { TypedInput } from "../../../sdk/src/ground/typed_input.ts";
import { useFieldError, useFormChanged } from "./form.tsx";
import { Field, inputClass } from "./field.tsx";

/** A field whose text is read by `read`; the form gets the value, empty while it is not understood. */
export function ReadField<Value extends string | number>(
  { name, label, hint, read, written, initial, error, optional, inputMode, autoComplete, onRead }: {
    readonly name: string;
    readonly label: ReactNode;
    readonly hint?: ReactNode;
    readonly read: (typed: string) => TypedInput<Value>;
    /** How a value is written into the field. */
    readonly written: (value: Value) => string;
    readonly initial?: Value | undefined;
    readonly error?: string | undefined;
    readonly optional?: boolean | undefined;
    readonly inputMode?: "decimal" | "tel" | "text";
    readonly autoComplete?: string;
    readonly onRead?: (value: Value | undefined) => void;
  },
) {
  const [typed, setTyped] = useState(initial === undefined ? "" : written(initial));
  const [left, setLeft] = useState(false);
  const reading = typed.trim() === "" ? undefined : read(typed);
  const value = reading?.understood === true ? reading.value : undefined;
  const refused = useFieldError(name);
  const changed = useFormChanged();
  // Who sends by Enter has not left the field, and is told all the same.
  const complaint = (left || refused !== undefined) && reading?.understood === false
    ? reading.reason
    : undefined;
  const says = reading?.understood === true && reading.says !== typed.trim() ? reading.says : "";
  return (
    <div className="@container w-full">
      <Field
        name={`${name}_typed`}
        label={label}
        hint={hint}
        error={error ?? complaint ?? refused}
        optional={optional}
      >
        {(parts) => (
          // In the field, where there is room: what is below does not move while somebody types.
          <div className="relative">
            <input
              {...parts}
              type="text"
              inputMode={inputMode ?? "text"}
              autoComplete={autoComplete ?? "off"}
              value={typed}
              onChange={(event) => {
                setTyped(event.target.value);
                const next = read(event.target.value);
                onRead?.(next.understood ? next.value : undefined);
              }}
              onBlur={() => setLeft(true)}
              className={`${inputClass} ${says === "" ? "" : "@min-[17rem]:pr-34"}`}
            />
            <output
              aria-live="polite"
              className="pointer-events-none flex max-w-full items-center justify-end gap-1 text-14 text-good not-empty:mt-1 @min-[17rem]:absolute @min-[17rem]:inset-y-0 @min-[17rem]:right-3 @min-[17rem]:mt-0"
            >
              {says !== "" && (
                <>
                  <Check aria-hidden="true" className="size-4 shrink-0" />
                  {says}
                </>
              )}
            </output>
          </div>
        )}
      </Field>
      <input type="hidden" name={name} value={value ?? ""} />
      {reading?.understood === false && reading.readings.length > 0 && (
        <div className="mt-2 flex flex-wrap gap-2">
          {reading.readings.map((it) => (
            <button
              key={it.says}
              type="button"
              className="min-h-11 rounded-chip border border-edge px-3 text-14"
              onClick={() => {
                setTyped(written(it.value));
                changed();
                onRead?.(it.value);
              }}
            >
              {it.says}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
