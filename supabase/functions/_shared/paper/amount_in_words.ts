/** Amounts as they are written out on a receipt, so that no figure can be added to them. */
import n2words from "n2words";

/** Such as "One million two hundred thousand naira and fifty kobo". */
export function amountInWords(kobo: number): string {
  const naira = `${n2words(Math.trunc(kobo / 100))} naira`;
  const rest = kobo % 100;
  const words = rest === 0 ? naira : `${naira} and ${n2words(rest)} kobo`;
  return words.charAt(0).toUpperCase() + words.slice(1);
}
