/** Cards that are kept, what may be charged to them, and an account number of the home's own. */
import { queryOptions } from "@tanstack/react-query";
import type { ConsentText } from "@estate/sdk";
import { sdk } from "../../session/home_queries.ts";

/** What autopay of a home stands on: one's cards, what one allowed, what is going to be taken. */
export const autopayQuery = (tenancyId: string) =>
  queryOptions({
    queryKey: ["autopay", tenancyId],
    queryFn: async () => {
      const { client, ...estate } = await sdk();
      const [cards, autopays, plans] = await Promise.all([
        estate.listSavedCards(client),
        estate.listAutopays(client),
        estate.listAutopayPlans(client, tenancyId),
      ]);
      return {
        cards: cards.filter((it) => it.status === "usable"),
        autopay: autopays.find((it) => it.tenancy_id === tenancyId && it.status !== "ended"),
        plans,
      };
    },
    meta: { keep: true },
  });

/** What one agrees to, word for word, in each language that there is. */
export const consentQuery = (purpose: ConsentText["purpose"]) =>
  queryOptions({
    queryKey: ["autopay", "consent", purpose],
    queryFn: async () => {
      const { client, listConsentTexts } = await sdk();
      return await listConsentTexts(client, purpose);
    },
    staleTime: 60 * 60_000,
  });

/** The account numbers of a home. */
export const accountsQuery = (tenancyId: string) =>
  queryOptions({
    queryKey: ["accounts", "virtual", tenancyId],
    queryFn: async () => {
      const { client, listVirtualAccounts } = await sdk();
      return await listVirtualAccounts(client, tenancyId);
    },
    meta: { keep: true },
  });
