/** What a short message is sent as: the alphabet that its letters need, and in how many parts. */

/** Letters of GSM 03.38, and those of its second table, which count twice. */
const basic = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿" +
    "abcdefghijklmnopqrstuvwxyzäöñüà",
);
const escaped = new Set("\f^{}\\[~]|€");

/** How a text goes over the air. */
export interface SmsShape {
  readonly alphabet: "gsm7" | "ucs2";
  /** What is paid for: a long text goes in parts. */
  readonly parts: number;
}

/** The shape of `text`: one letter that GSM lacks, such as ₦ or ọ, leaves room for less than half in each part. */
export function smsShape(text: string): SmsShape {
  const letters = [...text];
  if (letters.every((letter) => basic.has(letter) || escaped.has(letter))) {
    return {
      alphabet: "gsm7",
      parts: partsOf(letters, (it) => escaped.has(it) ? 2 : 1, 160, 153),
    };
  }
  return {
    alphabet: "ucs2",
    parts: partsOf(letters, (it) => it.length, 70, 67),
  };
}

/** No letter is cut in two: one that does not fit begins the next part. */
function partsOf(
  letters: readonly string[],
  size: (letter: string) => number,
  alone: number,
  each: number,
): number {
  const whole = letters.reduce((sum, letter) => sum + size(letter), 0);
  if (whole <= alone) return 1;
  let [parts, used] = [1, 0];
  for (const letter of letters) {
    if (used + size(letter) > each) [parts, used] = [parts + 1, 0];
    used += size(letter);
  }
  return parts;
}
