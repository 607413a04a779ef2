/** What is told of a guarantor: in a draft of several, and of one who is named later. */
import { t } from "@lingui/core/macro";
import type { Guarantor } from "@estate/sdk";
import { PhoneField } from "../../ui/phone_field.tsx";
import { TextField } from "../../ui/text_field.tsx";

/** As many as the project takes at once, whoever said no not counted. */
export const guarantorsAtMost = 4;

/** Fields whose names begin with `prefix`. */
export function GuarantorFacts(
  { prefix = "", known }: { readonly prefix?: string; readonly known?: Guarantor | undefined },
) {
  return (
    <>
      <TextField
        name={`${prefix}full_name`}
        label={t`Name`}
        autoComplete="off"
        defaultValue={known?.full_name}
      />
      <PhoneField name={`${prefix}phone`} label={t`Phone number`} initial={known?.phone} />
      <TextField
        name={`${prefix}email`}
        label={t`E-mail`}
        optional
        type="email"
        autoComplete="off"
        defaultValue={known?.email ?? undefined}
      />
      <TextField
        name={`${prefix}relationship`}
        label={t`Who are they to you?`}
        hint={t`Such as uncle, employer, pastor.`}
        defaultValue={known?.relationship}
      />
    </>
  );
}
