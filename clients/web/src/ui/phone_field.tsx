/** A telephone number as people write it (0803 …), E.164 for the form. */
import type { ComponentProps } from "react";
import { readPhone } from "../../../sdk/src/ground/typed_input.ts";
import { phone } from "../format/phone.ts";
import { ReadField } from "./read_field.tsx";

type Props = Omit<
  ComponentProps<typeof ReadField<string>>,
  "read" | "written" | "inputMode" | "autoComplete"
>;

/** The field. */
export function PhoneField(props: Props) {
  return (
    <ReadField<string>
      {...props}
      inputMode="tel"
      autoComplete="tel"
      read={readPhone}
      written={phone}
    />
  );
}
