import { assertEquals } from "@std/assert";
import type { SavedCard } from "@estate/sdk";
import { cardName } from "./card_name.ts";

Deno.test("a card is called by its brand, its last four digits and its bank, as far as they are known", () => {
  const card = (facts: Partial<SavedCard>) =>
    cardName({ brand: null, last_four: null, bank: null, channel: "card", ...facts } as SavedCard);
  assertEquals(
    card({ brand: "visa", last_four: "4081", bank: "GTBank" }),
    "Visa ···· 4081, GTBank",
  );
  assertEquals(card({ last_four: "4081" }), "Card ···· 4081");
  assertEquals(card({}), "Card");
});
