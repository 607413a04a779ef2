/** Naira as Flutterwave writes it; inside the sandbox every amount is an integer in kobo. */

const FEE_CAP = 200_000;

/** Flutterwave's fee on a local charge: 1.4%, at most ₦2,000; in kobo. */
export function localChargeFee(amount: number): number {
  return Math.min(FEE_CAP, Math.ceil(amount * 14 / 1000));
}

/** Kobo as the API writes it: 150050 is 1500.5. */
export function toNaira(kobo: number): number {
  return kobo / 100;
}

/** Kobo of an amount in a request, or null when it is none over zero with at most two decimals. */
export function fromNaira(value: unknown): number | null {
  const naira = typeof value === "string" && /^\d+(\.\d+)?$/.test(value) ? Number(value) : value;
  if (typeof naira !== "number" || !Number.isFinite(naira) || naira <= 0) return null;
  const kobo = Math.round(naira * 100);
  return toNaira(kobo) === naira && Number.isSafeInteger(kobo) ? kobo : null;
}
