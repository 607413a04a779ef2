/** Amounts of money. Never `Intl` with a language of ours: Chromium knows none of them and writes NGN 1,200,000.00. */

const whole = new Intl.NumberFormat("en-NG", { maximumFractionDigits: 0 });

/** Kobo as people write naira: ₦1,200,000, and ₦1,200,000.50 where there are kobo. */
export function naira(kobo: number): string {
  const rest = Math.abs(kobo) % 100;
  const sign = kobo < 0 ? "−" : "";
  const text = `${sign}₦${whole.format(Math.floor(Math.abs(kobo) / 100))}`;
  return rest === 0 ? text : `${text}.${String(rest).padStart(2, "0")}`;
}

/** Short, for pins and chips: ₦950k, ₦1.2m, ₦35m. Rounded to three figures at most. */
export function nairaShort(kobo: number): string {
  const amount = kobo / 100;
  const scaled = (by: number, unit: string) => {
    const value = amount / by;
    return `₦${value < 100 ? Number(value.toFixed(value < 10 ? 2 : 1)) : Math.round(value)}${unit}`;
  };
  if (amount >= 999_500_000) return scaled(1e9, "bn");
  if (amount >= 999_500) return scaled(1e6, "m");
  if (amount >= 1_000) return scaled(1e3, "k");
  return naira(kobo);
}

/** A number with commas. */
export const count = (value: number): string => whole.format(value);
