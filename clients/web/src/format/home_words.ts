/** What homes are and have, in words. Values of the database that have no word here keep their own name. */
import { plural, t } from "@lingui/core/macro";
import type { FoundListing } from "@estate/sdk/catalogue";

type Kind = FoundListing["kind"];
type Feature = FoundListing["features"][number];
type Period = FoundListing["price_per"];

/** "Flat". */
export function kindName(kind: Kind): string {
  const names: Readonly<Record<Kind, string>> = {
    room: t`Room`,
    self_contain: t`Self-contain`,
    mini_flat: t`Mini flat`,
    flat: t`Flat`,
    maisonette: t`Maisonette`,
    bungalow: t`Bungalow`,
    terrace: t`Terraced house`,
    semi_detached: t`Semi-detached house`,
    detached: t`Detached house`,
    shop: t`Shop`,
    office: t`Office`,
    warehouse: t`Warehouse`,
    plot: t`Plot of land`,
  };
  return names[kind] ?? kind;
}

/** "Borehole". */
export function featureName(feature: Feature): string {
  const names: Readonly<Record<Feature, string>> = {
    parking: t`Parking`,
    security: t`Security`,
    gated: t`Gated compound`,
    borehole: t`Borehole`,
    water_treatment: t`Treated water`,
    prepaid_meter: t`Prepaid meter`,
    generator: t`Generator`,
    inverter: t`Inverter`,
    solar: t`Solar power`,
    air_conditioning: t`Air conditioning`,
    fitted_kitchen: t`Fitted kitchen`,
    wardrobes: t`Wardrobes`,
    balcony: t`Balcony`,
    boys_quarters: t`Boys' quarters`,
    garden: t`Garden`,
    swimming_pool: t`Swimming pool`,
    gym: t`Gym`,
    elevator: t`Lift`,
    internet: t`Internet`,
    serviced: t`Serviced`,
    pets_allowed: t`Pets allowed`,
    waterfront: t`By the water`,
    all_rooms_ensuite: t`All rooms en suite`,
    cctv: t`CCTV`,
  };
  return names[feature] ?? feature;
}

/** What a price is for: "a year". Empty for a sale. */
export function periodName(period: Period): string {
  const names: Readonly<Record<Period, string>> = {
    year: t`a year`,
    half_year: t`for half a year`,
    quarter: t`a quarter`,
    month: t`a month`,
    week: t`a week`,
    night: t`a night`,
    total: "",
  };
  return names[period] ?? "";
}

/** "2 bedrooms". */
export function bedroomsWord(count: number): string {
  return plural(count, { one: "# bedroom", other: "# bedrooms" });
}

/** "2 bathrooms". */
export function bathroomsWord(count: number): string {
  return plural(count, { one: "# bathroom", other: "# bathrooms" });
}
