/** A point as map apps write it: "6.5095, 3.3711", or the address of a place in them. */

/** A point, WGS 84. */
export interface ReadSpot {
  readonly longitude: number;
  readonly latitude: number;
}

const number = String.raw`(-?\d{1,3}\.\d{2,})`;
/** Where the addresses of Google Maps, OpenStreetMap, Apple Maps and geo: say it; the pin before the middle of the map. */
const ways = [
  new RegExp(`!3d${number}!4d${number}`),
  new RegExp(
    `[?&](?:q|query|ll|daddr|destination)=(?:loc:)?${number}(?:,|%2C)\\s*\\+?${number}`,
    "i",
  ),
  new RegExp(`@${number},${number}`),
  new RegExp(`#map=\\d+/${number}/${number}`),
  new RegExp(`^geo:${number},${number}`),
  new RegExp(`^\\(?${number}°?\\s*[, ;]\\s*${number}°?\\)?$`),
];

/** Reads it; undefined where it says no point of Nigeria, which lies between 2 and 15 degrees east, 4 and 14 north. */
export function readSpot(typed: string): ReadSpot | undefined {
  const text = typed.trim();
  for (const way of ways) {
    const found = way.exec(text);
    if (found === null) continue;
    const [latitude, longitude] = [Number(found[1]), Number(found[2])];
    if (latitude >= 4 && latitude <= 14 && longitude >= 2 && longitude <= 15) {
      return { longitude, latitude };
    }
  }
  return undefined;
}
