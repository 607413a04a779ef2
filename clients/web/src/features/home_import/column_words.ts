/** Columns of a file of homes, in words. */
import { t } from "@lingui/core/macro";
import type { ImportColumn } from "@estate/sdk";

/** Its name, and what stands in it. */
export function columnWords(
  column: ImportColumn,
): { readonly name: string; readonly more?: string } {
  switch (column) {
    case "property_name":
      return { name: t`Name of the house or block` };
    case "kind":
      return { name: t`What it is`, more: t`house, building, estate or land` };
    case "street":
      return { name: t`Street and number` };
    case "area":
      return { name: t`Area` };
    case "lga":
      return { name: t`Local government` };
    case "state":
      return { name: t`State` };
    case "unit_label":
      return { name: t`Which unit`, more: t`Flat 2, Shop B` };
    case "unit_kind":
      return { name: t`Kind of unit`, more: t`flat, mini flat, self contain, shop …` };
    case "use":
      return { name: t`Use`, more: t`residential, commercial or mixed` };
    case "landmark":
      return { name: t`Landmark` };
    case "longitude":
      return { name: t`Longitude` };
    case "latitude":
      return { name: t`Latitude` };
    case "bedrooms":
      return { name: t`Bedrooms` };
    case "bathrooms":
      return { name: t`Bathrooms` };
    case "floor_area_sqm":
      return { name: t`Size in square metres` };
    case "features":
      return { name: t`What it has`, more: t`borehole, parking …` };
    case "furnished":
      return { name: t`Furnished`, more: t`yes or no` };
  }
}
