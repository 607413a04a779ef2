/** An area that somebody drew on the map, as it stands in the address: points with four decimals, some eleven metres apart. */
import type { SearchCriteria } from "@estate/sdk/catalogue";

/** Longitude and latitude. */
export type Point = readonly [longitude: number, latitude: number];

/** Enough for the shape of a quarter, and an address that can be sent. */
const mostPoints = 40;
/** Nigeria, and a little around it. */
const isHere = ([longitude, latitude]: Point) =>
  longitude > 2 && longitude < 15.5 && latitude > 3.5 && latitude < 14.5;

const rounded = (value: number) => Math.round(value * 10_000) / 10_000;

/** Points of an address; undefined where they are no area. */
export function pointsOf(drawn: string | undefined): readonly Point[] | undefined {
  if (drawn === undefined || drawn.length > 1_000) return undefined;
  const points = drawn.split("~").map((it): Point => {
    const [longitude = NaN, latitude = NaN] = it.split("_").map(Number);
    return [rounded(longitude), rounded(latitude)];
  });
  return points.length >= 3 && points.length <= mostPoints && points.every(isHere)
    ? points
    : undefined;
}

/** The other way round; undefined where it is too small to be an area. */
export function drawnOf(points: readonly Point[]): string | undefined {
  const step = Math.max(1, Math.ceil(points.length / mostPoints));
  const words = points.filter((_, at) => at % step === 0).map((it) => it.map(rounded).join("_"));
  const drawn = words.filter((it, at) => it !== words[at - 1]).join("~");
  return pointsOf(drawn) === undefined ? undefined : drawn;
}

/** As the project is asked: a ring that closes. */
export function polygonOf(drawn: string | undefined): SearchCriteria["polygon"] {
  const points = pointsOf(drawn);
  const [first] = points ?? [];
  return points === undefined || first === undefined
    ? undefined
    : { type: "Polygon", coordinates: [[...points, first]] };
}

/** The area of a question, for its address. */
export function drawnOfPolygon(polygon: SearchCriteria["polygon"]): string | undefined {
  if (polygon?.type !== "Polygon" || !Array.isArray(polygon.coordinates)) return undefined;
  const ring = polygon.coordinates[0] as readonly Point[] | undefined;
  return ring === undefined ? undefined : drawnOf(ring.slice(0, -1));
}
