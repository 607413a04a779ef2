/** A card as its holder knows it. */
import type { SavedCard } from "@estate/sdk";

/** "Visa ···· 4081, GTBank". */
export function cardName({ brand, last_four, bank, channel }: SavedCard): string {
  const kind = brand ?? channel;
  const name = kind.charAt(0).toUpperCase() + kind.slice(1);
  return [last_four === null ? name : `${name} ···· ${last_four}`, bank]
    .filter((it) => it !== null && it !== "").join(", ");
}
