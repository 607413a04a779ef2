/** Sales and applications that are paid for: which, what is charged, and what was paid. */
import { queryOptions } from "@tanstack/react-query";
import { sdk } from "../../session/home_queries.ts";
import type { PaidFor } from "./paid_for.ts";

/** Of whom is signed in, by the address of its screen. */
export type DealAddress = { readonly offerId: string } | { readonly listingId: string };

/** The deal and what it is about; null: there is none. */
export interface Deal {
  readonly paid: Exclude<PaidFor, { kind: "tenancy" }>;
  readonly title: string | null;
}

/** Found by its offer, or by what was applied for. */
export const dealQuery = (userId: string, of: DealAddress) =>
  queryOptions({
    queryKey: ["sales", "to pay", userId, Object.values(of).join()],
    queryFn: async (): Promise<Deal | null> => {
      const { client, findMyApplication, getSaleOfOffer } = await sdk();
      if ("offerId" in of) {
        const sale = await getSaleOfOffer(client, of.offerId);
        return sale === undefined ? null : {
          paid: { kind: "sale", id: sale.id, offerId: of.offerId },
          title: sale.listing?.title ?? null,
        };
      }
      const application = await findMyApplication(client, userId, of.listingId);
      return application === undefined ? null : {
        paid: { kind: "application", id: application.id, listingId: of.listingId },
        title: null,
      };
    },
  });

/** What was charged, first due first. */
export const dealChargesQuery = ({ kind, id }: Deal["paid"]) =>
  queryOptions({
    queryKey: ["charges", "deal", id],
    queryFn: async () => {
      const { client, listApplicationCharges, listSaleCharges } = await sdk();
      return await (kind === "sale" ? listSaleCharges : listApplicationCharges)(client, id);
    },
  });

/** What was paid, newest first. */
export const dealPaymentsQuery = ({ kind, id }: Deal["paid"]) =>
  queryOptions({
    queryKey: ["payments", "deal", id],
    queryFn: async () => {
      const { client, listDealPayments } = await sdk();
      return await listDealPayments(
        client,
        kind === "sale" ? { saleId: id } : { applicationId: id },
      );
    },
  });
