/** Naira amounts as Paystack charges and prints them; every amount is an integer in kobo. */

const FLAT_FEE = 10_000;
const FLAT_FEE_FROM = 250_000;
const FEE_CAP = 200_000;

/** Smallest amount one can charge in naira: ₦50.00. */
export const MINIMUM_NAIRA_CHARGE = 5_000;

/** Paystack's fee on a local charge: 1.5%, plus ₦100 above ₦2,500, at most ₦2,000; in kobo. */
export function localChargeFee(amount: number): number {
  const percentage = Math.ceil(amount * 15 / 1000);
  return Math.min(FEE_CAP, percentage + (amount > FLAT_FEE_FROM ? FLAT_FEE : 0));
}

/** Kobo as people write it: 120000000 in NGN is "₦1,200,000.00"; other currencies show their code. */
export function formatAmount(amount: number, currency: string): string {
  const number = (amount / 100).toLocaleString("en-NG", {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  });
  return currency === "NGN" ? `₦${number}` : `${currency} ${number}`;
}
