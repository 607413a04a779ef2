/** A photo or PDF, with what was chosen in sight. */
import { t } from "@lingui/core/macro";
import { type ReactNode, useEffect, useState } from "react";
import { Field, inputClass } from "../../ui/field.tsx";

/** The field: the phone offers its camera. */
export function PhotoField(
  { name, label, hint, accept, optional }: {
    readonly name: string;
    readonly label: ReactNode;
    readonly hint: ReactNode;
    readonly accept: string;
    readonly optional?: boolean | undefined;
  },
) {
  const [picture, setPicture] = useState<string>();
  useEffect(() => () => {
    if (picture !== undefined) URL.revokeObjectURL(picture);
  }, [picture]);
  return (
    <Field name={name} label={label} hint={hint} optional={optional}>
      {(parts) => (
        <>
          <input
            {...parts}
            type="file"
            accept={accept}
            className={`${inputClass} file:mr-3 file:min-h-9 file:rounded-control file:border-0 file:bg-brand-soft file:px-3 file:font-semibold file:text-brand-ink`}
            onChange={(event) => {
              const [file] = event.target.files ?? [];
              setPicture(
                file?.type.startsWith("image/") === true ? URL.createObjectURL(file) : undefined,
              );
            }}
          />
          {picture !== undefined && (
            <img
              src={picture}
              alt={t`What you chose`}
              className="mt-2 max-h-64 rounded-control border border-line object-contain"
            />
          )}
        </>
      )}
    </Field>
  );
}
