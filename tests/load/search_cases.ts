/** Random searches, the same for every run. */
import { lagos } from "./search_data.ts";

/** What a search asks for: the arguments of public.search_listings. */
export interface SearchCase {
  readonly criteria: Record<string, unknown>;
  readonly sort: "distance" | "price" | "newest" | null;
}

/** A generator of numbers from 0 to 1 that repeats with its seed (mulberry32). */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A point within 40 km of Lagos, as likely in one square kilometre as in another. */
function somewhere(next: () => number) {
  const angle = next() * 2 * Math.PI;
  const away = 0.36 * Math.sqrt(next());
  return {
    longitude: lagos.longitude + away * Math.cos(angle),
    latitude: lagos.latitude + away * Math.sin(angle),
  };
}

/** Price, purpose and bedrooms that people ask for; about one listing in ten of the purpose meets them. */
function filters(next: () => number) {
  const lowest = 40_000_000 + Math.floor(next() * 60_000_000);
  return {
    purpose: next() < 0.8 ? "rent" : "sale",
    min_price_kobo: lowest,
    max_price_kobo: lowest * 2,
    min_bedrooms: 1 + Math.floor(next() * 3),
  };
}

const words = [
  "bungalo",
  "teras duplex",
  "lekki",
  "leki fase",
  "ibadan",
  "Ìkẹjà",
  "flat yaba",
  "adeola",
];

/** The kinds of search that are timed, each by its name. */
export const cases: Readonly<Record<string, (next: () => number) => SearchCase>> = {
  "nearest 20 within 5 km": (next) => ({
    criteria: { near: somewhere(next), radius_m: 5000, ...filters(next) },
    sort: "distance",
  }),
  "nothing matches": (next) => ({
    criteria: { near: somewhere(next), radius_m: 5000, ...filters(next), min_bedrooms: 40 },
    sort: "distance",
  }),
  "everything matches": (next) => ({
    criteria: { near: somewhere(next), radius_m: 5000, purpose: "rent" },
    sort: "distance",
  }),
  "by price": (next) => ({
    criteria: { near: somewhere(next), radius_m: 5000, ...filters(next) },
    sort: "price",
  }),
  "by price, everything": (next) => ({
    criteria: { near: somewhere(next), radius_m: 5000, purpose: "rent" },
    sort: "price",
  }),
  "polygon": (next) => {
    const { longitude, latitude } = somewhere(next);
    const corners = [0, 1, 2, 3, 4, 5, 6].map((n) => {
      const angle = (n / 7) * 2 * Math.PI;
      const away = 0.02 + next() * 0.025;
      return [longitude + away * Math.cos(angle), latitude + away * Math.sin(angle)];
    });
    const polygon = { type: "Polygon", coordinates: [[...corners, corners[0]]] };
    return { criteria: { polygon, ...filters(next) }, sort: "newest" };
  },
  "by words": (next) => ({
    criteria: {
      near: somewhere(next),
      radius_m: 5000,
      ...filters(next),
      words: words[Math.floor(next() * words.length)],
    },
    sort: "distance",
  }),
};
