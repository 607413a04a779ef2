/** What Paystack charges; every amount is an integer in kobo. */

const FLAT_FEE = 10_000;
const FLAT_FEE_FROM = 250_000;
const FEE_CAP = 200_000;

/** Smallest amount one can charge in naira: ₦50.00. */
export const MINIMUM_NAIRA_CHARGE = 5_000;

/** Paystack's fee on a transfer: ₦10 up to ₦5,000, ₦25 up to ₦50,000, then ₦50; in kobo. */
export function localTransferFee(amount: number): number {
  if (amount <= 500_000) return 1_000;
  return amount <= 5_000_000 ? 2_500 : 5_000;
}

/** Paystack's fee on a local charge: 1.5%, plus ₦100 above ₦2,500, at most ₦2,000; in kobo. */
export function localChargeFee(amount: number): number {
  const percentage = Math.ceil(amount * 15 / 1000);
  return Math.min(FEE_CAP, percentage + (amount > FLAT_FEE_FROM ? FLAT_FEE : 0));
}
