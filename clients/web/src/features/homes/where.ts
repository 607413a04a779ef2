/** Where a map of a home begins, by its address: the places that the map knows come with its own ground. */
import { type KnownPlace, type Near, nearPlace } from "../../map/near_place.ts";

const nigeria: Near = { longitude: 8.3, latitude: 9.2, zoom: 6 };

/** The nearest place that is known of the address; all of Nigeria where there is none, or no line. */
export async function where(
  address: { readonly area: string; readonly lga: string; readonly state: string },
): Promise<Near> {
  try {
    const response = await fetch("/ground.json");
    const { places } = await response.json() as { readonly places: readonly KnownPlace[] };
    return nearPlace(places, address) ?? nigeria;
  } catch {
    return nigeria;
  }
}
