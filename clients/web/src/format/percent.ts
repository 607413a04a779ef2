/** Percentages as people write them; kept in hundredths of a percent. */

/** A percentage as people write it, "10" or "7.5%", in hundredths of a percent; undefined where it is none. */
export function readPercent(typed: string): number | undefined {
  const text = typed.trim().replace(/%$/, "").replace(",", ".").trim();
  if (!/^\d{1,3}(\.\d{1,2})?$/.test(text)) return undefined;
  const bps = Math.round(Number(text) * 100);
  return bps >= 1 && bps <= 10_000 ? bps : undefined;
}

/** A percentage as it is typed; empty where there is none. */
export function percentOf(bps: number | null | undefined): string {
  return bps === null || bps === undefined ? "" : String(bps / 100);
}
