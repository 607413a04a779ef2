/** Amounts as they are written out on a receipt, so that no figure can be added to them. */
import { toCurrency } from "n2words/en-NG";

/** Such as "One million two hundred thousand naira and fifty kobo". */
export function amountInWords(kobo: number): string {
  const words = toCurrency(
    `${Math.trunc(kobo / 100)}.${String(kobo % 100).padStart(2, "0")}`,
  );
  return words.charAt(0).toUpperCase() + words.slice(1);
}
