import { assertEquals } from "@std/assert";
import { amountInWords } from "./amount_in_words.ts";

Deno.test("amounts are written out in naira and kobo", () => {
  const cases: Readonly<Record<number, string>> = {
    1: "One kobo",
    100: "One naira",
    101: "One naira and one kobo",
    1_100: "Eleven naira",
    2_150: "Twenty-one naira and fifty kobo",
    10_000: "One hundred naira",
    10_500: "One hundred and five naira",
    100_000: "One thousand naira",
    100_100: "One thousand and one naira",
    120_000_000: "One million two hundred thousand naira",
    120_000_050: "One million two hundred thousand naira and fifty kobo",
    123_456_789:
      "One million two hundred and thirty-four thousand five hundred and sixty-seven naira and eighty-nine kobo",
    100_000_000_000: "One billion naira",
    1_000_000_000_000_000: "Ten trillion naira",
  };
  for (const [kobo, words] of Object.entries(cases)) {
    assertEquals(amountInWords(Number(kobo)), words, kobo);
  }
});
