/** Homes as people call them here: the unit in its building, the street before the area. */
import type { TenancyHome } from "@estate/sdk";

/** "Flat 2, Commercial Avenue Court". */
export function homeName({ unit }: Pick<TenancyHome, "unit">): string {
  return `${unit.label}, ${unit.property.name}`;
}

/** "5 Commercial Avenue, Yaba, Lagos". */
export function homeAddress({ unit: { property } }: Pick<TenancyHome, "unit">): string {
  const street = [property.house_number, property.street].filter((it) => it !== null).join(" ");
  return [street, property.estate_name, property.area, property.state]
    .filter((it) => it !== null && it !== "").join(", ");
}
