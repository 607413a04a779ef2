/**
 * Criteria of a search in an address: one way to write each, so that caches on the way have one answer for it, and no
 * more of them than somebody may mean. What they mean and which values are sound, private.read_criteria says.
 */
import { z } from "@hono/zod-openapi";
import { unholdable, unholdableIn } from "../_shared/holdable_text.ts";

/** Degrees to five decimals, about a metre: maps send fourteen, and each spelling would be an answer of its own. */
const degrees = z.number().transform((value) => Math.round(value * 1e5) / 1e5);

/** A text as people type it: case and spaces make no difference to what is found. */
export function typedText(longest: number) {
  return z.string().max(longest)
    .transform((text) => text.normalize("NFC").trim().replaceAll(/\s+/g, " ").toLowerCase());
}

/** A choice of several, in whatever order. */
const choice = z.array(z.string().max(40)).max(60)
  .transform((words) => [...new Set(words)].sort());

/** A place, or several of which any will do. */
const place = z.union([
  typedText(80),
  z.array(typedText(80)).max(20).transform((names) => [...new Set(names)].sort()),
]);

const whole = z.number().int();
/** GeoJSON allows no more than the database takes: 500 points. */
const ring = z.array(z.tuple([degrees, degrees])).max(500);
const polygon = z.strictObject({
  type: z.string().max(20),
  coordinates: z.union([z.array(ring).max(100), z.array(z.array(ring).max(100)).max(100)]),
});

/** A point, or the same as GeoJSON. */
const near = z.preprocess((given) => {
  const point = z.strictObject({
    type: z.literal("Point"),
    coordinates: z.tuple([z.unknown(), z.unknown()]),
  }).safeParse(given);
  if (!point.success) return given;
  const [longitude, latitude] = point.data.coordinates;
  return { longitude, latitude };
}, z.strictObject({ longitude: degrees, latitude: degrees }));

const known = z.strictObject({
  purpose: z.string().max(20),
  min_price_kobo: whole,
  max_price_kobo: whole,
  min_move_in_kobo: whole,
  max_move_in_kobo: whole,
  min_bedrooms: whole,
  max_bedrooms: whole,
  min_bathrooms: whole,
  kinds: choice,
  features: choice,
  furnished: z.boolean(),
  verified_only: z.boolean(),
  near,
  radius_m: z.number().transform(Math.round),
  polygon,
  viewport: z.tuple([degrees, degrees, degrees, degrees]),
  area: place,
  within: place,
  words: typedText(200),
  plain_words: typedText(200),
  free_from: z.iso.date(),
  free_until: z.iso.date(),
}).partial();

/** Longer addresses do not get through every gateway: an area drawn with more points goes by POST to the Data API. */
const longest = 6_000;

/** The criteria in a query string, as JSON. What is left out or null is nothing asked. */
export const criteria = z.string().max(longest).default("{}").transform((text, context) => {
  try {
    const read: unknown = JSON.parse(text, (_key, value) => value === null ? undefined : value);
    const path = unholdableIn(read);
    if (path === undefined) return read;
    context.addIssue({ code: "custom", path: [...path], message: unholdable });
  } catch {
    context.addIssue({ code: "custom", message: "must be a JSON object" });
  }
  return z.NEVER;
}).pipe(known).openapi({
  type: "string",
  description: "Criteria of search_listings as JSON",
  example: '{"near":{"longitude":3.379,"latitude":6.51},"radius_m":3000}',
});
