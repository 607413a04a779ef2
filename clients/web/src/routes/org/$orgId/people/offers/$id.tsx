import { createFileRoute } from "@tanstack/react-router";
import { type OfferAddress, OfferPage } from "../../../../../features/people/offer_page.tsx";
import { offerActs } from "../../../../../features/people/offer_turn.ts";
import { oneOf } from "../../../../../session/address.ts";

export const Route = createFileRoute("/org/$orgId/people/offers/$id")({
  validateSearch: (search: Record<string, unknown>): OfferAddress => ({
    ...oneOf("act", search, offerActs),
  }),
  component: Offer,
});

function Offer() {
  return <OfferPage {...Route.useParams()} address={Route.useSearch()} />;
}
