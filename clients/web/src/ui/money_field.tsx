/** Naira as people write them ("1.2m", "500k"), kobo for the form. */
import type { ComponentProps } from "react";
import { readAmount } from "../../../sdk/src/ground/typed_input.ts";
import { naira } from "../format/naira.ts";
import { ReadField } from "./read_field.tsx";

type Props = Omit<ComponentProps<typeof ReadField<number>>, "read" | "written" | "inputMode">;

/** The field. */
export function MoneyField(props: Props) {
  return <ReadField<number> {...props} inputMode="text" read={readAmount} written={naira} />;
}
