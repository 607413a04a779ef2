/** What stands around an input: its label, a hint, and what is wrong with it. */
import { Trans } from "@lingui/react/macro";
import { CircleAlert } from "lucide-react";
import { type ReactNode, useId } from "react";
import { useFieldError } from "./form.tsx";

/** What the input inside needs to be told. */
export interface FieldParts {
  readonly id: string;
  readonly name: string;
  readonly "aria-describedby"?: string;
  readonly "aria-invalid"?: true;
}

/** Classes of everything that is typed into. */
export const inputClass =
  "min-h-11 w-full rounded-control border border-edge bg-ground px-3 py-2 text-16 text-ink " +
  "aria-invalid:border-bad aria-invalid:border-2 disabled:bg-sunken disabled:text-muted";

/** Label, hint and error around what `children` makes of the parts. */
export function Field(
  { name, label, hint, error, optional, children }: {
    readonly name: string;
    readonly label: ReactNode;
    readonly hint?: ReactNode;
    /** Beside what the form knows. */
    readonly error?: string | undefined;
    /** Whether it may be left out. */
    readonly optional?: boolean | undefined;
    readonly children: (parts: FieldParts) => ReactNode;
  },
) {
  const id = useId();
  const refused = useFieldError(name);
  const wrong = error ?? refused;
  const described = [
    optional === true ? `${id}-optional` : "",
    hint === undefined ? "" : `${id}-hint`,
    wrong === undefined ? "" : `${id}-error`,
  ]
    .filter((it) => it !== "").join(" ");
  return (
    <div className="flex flex-col gap-1">
      <div className="flex flex-wrap items-baseline gap-x-2">
        <label htmlFor={id} className="font-semibold">{label}</label>
        {/* Beside the label, not in it: the name of the field stays its name. */}
        {optional === true && (
          <span id={`${id}-optional`} className="text-14 text-muted">
            <Trans context="field">optional</Trans>
          </span>
        )}
      </div>
      {hint !== undefined && <p id={`${id}-hint`} className="text-14 text-muted">{hint}</p>}
      {children({
        id,
        name,
        ...(described === "" ? {} : { "aria-describedby": described }),
        ...(wrong === undefined ? {} : { "aria-invalid": true as const }),
      })}
      {wrong !== undefined && (
        <p id={`${id}-error`} className="flex items-start gap-1 text-14 font-semibold text-bad">
          <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
          {wrong}
        </p>
      )}
    </div>
  );
}
