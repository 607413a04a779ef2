/** Another price of a sale, as the seller's side types it. */
import type { Sale } from "@estate/sdk";

type Known = Pick<Sale, "price_kobo" | "proposed_price_kobo">;

/** Why a price changes nothing: it is agreed, and nothing else is proposed; or it is proposed already. */
export function unchanged(sale: Known, kobo: number): "agreed" | "proposed" | undefined {
  if (sale.proposed_price_kobo === kobo) return "proposed";
  return sale.proposed_price_kobo === null && sale.price_kobo === kobo ? "agreed" : undefined;
}
