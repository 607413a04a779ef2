/** A photo or PDF that shows a payment, with what was chosen in sight. */
import { t } from "@lingui/core/macro";
import { useEffect, useState } from "react";
import { Field, inputClass } from "../../ui/field.tsx";

/** The field: the phone offers its camera. */
export function ProofField({ name }: { readonly name: string }) {
  const [picture, setPicture] = useState<string>();
  useEffect(() => () => {
    if (picture !== undefined) URL.revokeObjectURL(picture);
  }, [picture]);
  return (
    <Field
      name={name}
      label={t`Proof`}
      hint={t`A photo of the slip or a screenshot of the transfer; JPEG, PNG or PDF, at most 10 MB.`}
    >
      {(parts) => (
        <>
          <input
            {...parts}
            type="file"
            accept="image/jpeg,image/png,application/pdf"
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
              alt={t`The proof that you chose`}
              className="mt-2 max-h-64 rounded-control border border-line object-contain"
            />
          )}
        </>
      )}
    </Field>
  );
}
