/** A sale as its buyer reads it: its course, its money, its papers. */
import { queryOptions } from "@tanstack/react-query";
import type {
  ChargeBalance,
  Document,
  ListedPayment,
  ReceiptWithVoid,
  Sale,
  SaleStory,
} from "@estate/sdk";
import { sdk } from "../../session/home_queries.ts";

/** A sale and its money. */
export interface Purchase {
  readonly sale: SaleStory;
  readonly charges: readonly ChargeBalance[];
  readonly payments: readonly ListedPayment[];
  readonly receipts: readonly ReceiptWithVoid[];
  /** Shared with the buyer, about the home that is sold. */
  readonly papers: readonly Document[];
}

/** The sale that an offer became; null: there is none, or it is somebody else's. */
export const purchaseQuery = (offerId: string) =>
  queryOptions({
    queryKey: ["sales", "of offer", offerId],
    queryFn: async (): Promise<Purchase | null> => {
      const { client, getSaleOfOffer, ...of } = await sdk();
      const sale = await getSaleOfOffer(client, offerId);
      if (sale === undefined) return null;
      const [charges, payments, receipts, readable] = await Promise.all([
        of.listSaleCharges(client, sale.id),
        of.listDealPayments(client, { saleId: sale.id }),
        of.listSaleReceipts(client, sale.id),
        of.listReadableDocuments(client),
      ]);
      const papers = readable.filter((it) =>
        it.unit_id === sale.unit_id || it.property_id === sale.property_id
      );
      return { sale, charges, payments, receipts, papers };
    },
    meta: { keep: true },
  });

/** Answers the price that the seller proposes, in kobo. @throws {EstateError} sale.superseded, sale.already_paid, sale.payment_under_way */
export async function answerPrice(
  saleId: string,
  priceKobo: number,
  agree: boolean,
): Promise<Sale> {
  const { client, answerSalePrice } = await sdk();
  return await answerSalePrice(client, saleId, priceKobo, agree);
}

/** Says into which organization the home goes, with its tenancies. @throws {EstateError} sale.bad_buyer, sale.already_taken */
export async function nameBuyer(saleId: string, orgId: string): Promise<Sale> {
  const { client, nameBuyingOrganization } = await sdk();
  return await nameBuyingOrganization(client, saleId, orgId);
}
