/** The cards that a person let us keep, and the homes that each pays by itself. */
import { queryOptions } from "@tanstack/react-query";
import type { SavedCard, TenancyHome } from "@estate/sdk";
import { sdk } from "../../session/home_queries.ts";

/** One of them. */
export interface KeptCard {
  readonly card: SavedCard;
  /** Those whose autopay takes from it: it stops with the card. */
  readonly pays: readonly TenancyHome[];
}

/** Those that can be charged, the newest first. */
export const keptCardsQuery = (userId: string | undefined) =>
  queryOptions({
    queryKey: ["autopay", "cards", userId ?? "nobody"],
    queryFn: async (): Promise<readonly KeptCard[]> => {
      const { client, listAutopays, listSavedCards, listTenancyHomes } = await sdk();
      const [cards, autopays] = await Promise.all([listSavedCards(client), listAutopays(client)]);
      const on = autopays.filter(({ status }) => status === "on");
      const homes = on.length === 0
        ? []
        : await listTenancyHomes(client, on.map((it) => it.tenancy_id));
      return cards.filter(({ status }) => status === "usable").map((card) => ({
        card,
        pays: homes.filter(({ id }) =>
          on.some((it) => it.authorization_id === card.id && it.tenancy_id === id)
        ),
      }));
    },
    enabled: userId !== undefined,
    meta: { keep: true },
  });

/** Takes a card away for good. Safe to repeat. @throws {EstateError} */
export async function removeCard(cardId: string): Promise<void> {
  const { client, removeSavedCard } = await sdk();
  await removeSavedCard(client, cardId);
}
