/**
 * Naira, as Flutterwave counts, and kobo, as everything of ours does. By digits and never by multiplying: 1.1 × 100 is
 * not 110 in floating point. Up to 15 digits a decimal text and the number that JSON makes of it are the same.
 */

/** No amount of ours is larger: public.kobo in the database. */
const mostKobo = 1_000_000_000_000_000;

/** Naira for a request, exactly: 150050 is 1500.5. */
export function nairaOf(kobo: number): number {
  if (!Number.isSafeInteger(kobo) || kobo < 0 || kobo > mostKobo) {
    throw new RangeError(`Cannot express ${kobo} kobo in naira`);
  }
  return Number(`${Math.floor(kobo / 100)}.${String(kobo % 100).padStart(2, "0")}`);
}

/** Kobo of an amount in an answer, exactly; undefined for what is no amount or has a part of a kobo. */
export function koboOf(naira: number | string): number | undefined {
  const [, whole, part = ""] = /^(\d{1,14})(?:\.(\d{1,2})0*)?$/.exec(String(naira)) ?? [];
  return whole === undefined ? undefined : bounded(whole, part);
}

/** Kobo of a fee: fees are percentages and may have parts of a kobo, which are rounded, half up. */
export function nearestKoboOf(naira: number | string): number | undefined {
  const [, whole, part = ""] = /^(\d{1,14})(?:\.(\d+))?$/.exec(String(naira)) ?? [];
  if (whole === undefined) return undefined;
  const down = bounded(whole, part.slice(0, 2));
  return down === undefined ? undefined : down + (Number(part[2] ?? "0") >= 5 ? 1 : 0);
}

function bounded(whole: string, part: string): number | undefined {
  const kobo = Number(whole) * 100 + Number(part.padEnd(2, "0"));
  return kobo <= mostKobo ? kobo : undefined;
}
