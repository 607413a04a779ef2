/** What a form of a property lacks, and its address, in words. */
import { t } from "@lingui/core/macro";
import type { Property } from "@estate/sdk";
import type { Missing } from "./read_property.ts";

/** What stands at the field. */
export function missingWords(missing: Missing): string {
  switch (missing) {
    case "name":
      return t`Give it a name, so that you find it again.`;
    case "street":
      return t`Write the street.`;
    case "area":
      return t`Write the area: people search by it.`;
    case "lga":
      return t`Write the local government area.`;
    case "state":
      return t`Choose the state.`;
    case "place":
      return t`Set the pin: without a place on the map nothing of it can be listed.`;
  }
}

/** "14B Allen Avenue, Palm Close, Ikeja, Lagos". */
export function addressOf(
  it: Pick<Property, "house_number" | "street" | "estate_name" | "area" | "state">,
): string {
  const street = [it.house_number, it.street].filter((part) => part !== null).join(" ");
  return [street, it.estate_name, it.area, it.state].filter((part) => part !== null && part !== "")
    .join(", ");
}
