/** Where a map of a home begins, by its address: the places that the map knows come with its own ground. */
import { type KnownPlace, type Near, nearPlace } from "../../map/near_place.ts";
import { catalogue } from "../../session/catalogue.ts";

const nigeria: Near = { longitude: 8.3, latitude: 9.2, zoom: 6 };

type Address = { readonly area: string; readonly lga: string; readonly state: string };

/** The nearest place that is known of the address; all of Nigeria where there is none, or no line. */
export async function where(address: Address): Promise<Near> {
  try {
    const others = await amongOthers(address);
    if (others !== undefined) return others;
    const response = await fetch("/ground.json");
    const { places } = await response.json() as { readonly places: readonly KnownPlace[] };
    return nearPlace(places, address) ?? nigeria;
  } catch {
    return nigeria;
  }
}

/** Among homes on offer in the same area: the map's own ground knows few areas. */
async function amongOthers({ area, state }: Address): Promise<Near | undefined> {
  if (area.trim().length < 3) return undefined;
  const hits = await catalogue().search({ purpose: "rent", area: area.trim() }, { limit: 20 });
  return middleOf(hits.filter((it) => it.state.toLowerCase() === state.trim().toLowerCase()));
}

/** The middle one by longitude and by latitude, which one that lies elsewhere does not move. */
export function middleOf(
  places: readonly { readonly longitude: number; readonly latitude: number }[],
): Near | undefined {
  const middle = (of: readonly number[]) => of.toSorted((a, b) => a - b)[of.length >> 1];
  const longitude = middle(places.map((it) => it.longitude));
  const latitude = middle(places.map((it) => it.latitude));
  return longitude === undefined || latitude === undefined
    ? undefined
    : { longitude, latitude, zoom: 14 };
}
