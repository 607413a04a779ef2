/** Takes a scan or a photo of a paper: PDF, JPEG or PNG. */
import { Field, inputClass } from "./field.tsx";

/** The field; the form holds a File, empty where none was chosen. */
export function PaperField(
  said: {
    readonly name: string;
    readonly label: string;
    readonly hint: string;
    /** Where there need be none. */
    readonly optional?: boolean | undefined;
  },
) {
  return (
    <Field {...said}>
      {(parts) => (
        <input
          {...parts}
          type="file"
          accept="image/jpeg,image/png,application/pdf"
          className={`${inputClass} file:mr-3 file:min-h-9 file:rounded-control file:border-0 file:bg-brand-soft file:px-3 file:font-semibold file:text-brand-ink`}
        />
      )}
    </Field>
  );
}
