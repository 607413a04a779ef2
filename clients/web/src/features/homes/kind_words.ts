/** Kinds of properties and what they are used for, in words. */
import { t } from "@lingui/core/macro";
import type { Property } from "@estate/sdk";

/** "Block of flats". */
export function propertyKind(
  kind: Property["kind"],
): { readonly name: string; readonly more: string } {
  switch (kind) {
    case "house":
      return { name: t`House`, more: t`One house, let as a whole or in parts` };
    case "building":
      return { name: t`Block`, more: t`Flats, shops or offices under one roof` };
    case "estate":
      return { name: t`Estate or compound`, more: t`Several houses or blocks behind one gate` };
    case "land":
      return { name: t`Land`, more: t`A plot without a house` };
  }
}

/** "To live in". */
export function useName(use: Property["use"]): string {
  switch (use) {
    case "residential":
      return t`To live in`;
    case "commercial":
      return t`For business`;
    case "mixed":
      return t`Both`;
  }
}
