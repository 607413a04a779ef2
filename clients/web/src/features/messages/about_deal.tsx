/** Under the name of a talk about a home: the home, and one's offer on it, where there is one. */
import { Trans } from "@lingui/react/macro";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { OfferOnListing } from "@estate/sdk";
import { sdk } from "../../session/home_queries.ts";

/** What somebody offers, newest first. */
const myOffersQuery = (userId: string) =>
  queryOptions({
    queryKey: ["offers", "mine", userId],
    queryFn: async (): Promise<readonly OfferOnListing[]> => {
      const { client, listMyOffers } = await sdk();
      return await listMyOffers(client, userId);
    },
    meta: { keep: true },
  });

const link = "inline-flex min-h-11 items-center font-semibold text-brand underline";

/** The links. */
export function AboutDeal(
  { listingId, me }: { readonly listingId: string; readonly me: string },
) {
  const { data: offers = [] } = useQuery(myOffersQuery(me));
  const offer = offers.find((it) => it.listing_id === listingId);
  return (
    <p className="flex flex-wrap gap-x-4 text-14">
      <Link to="/l/$id" params={{ id: listingId }} search={{}} className={link}>
        <Trans>The home</Trans>
      </Link>
      {offer !== undefined && (
        <Link to="/offers/$id" params={{ id: offer.id }} search={{}} className={link}>
          <Trans>Your offer</Trans>
        </Link>
      )}
    </p>
  );
}
