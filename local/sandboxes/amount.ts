/** Amounts as the sandboxes' pages print them. */

/** Kobo as people write it: 120000000 in NGN is "₦1,200,000.00"; other currencies show their code. */
export function formatAmount(amount: number, currency: string): string {
  const number = (amount / 100).toLocaleString("en-NG", {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  });
  return currency === "NGN" ? `₦${number}` : `${currency} ${number}`;
}
