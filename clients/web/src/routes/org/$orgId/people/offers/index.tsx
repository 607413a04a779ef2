import { createFileRoute } from "@tanstack/react-router";
import { OffersPage } from "../../../../../features/people/offers_page.tsx";
import { type ShownOffers, shownOffers } from "../../../../../features/people/offers_query.ts";
import { oneOf } from "../../../../../session/address.ts";

export const Route = createFileRoute("/org/$orgId/people/offers/")({
  validateSearch: (search: Record<string, unknown>): { readonly show?: ShownOffers } =>
    oneOf("show", search, shownOffers),
  component: Offers,
});

function Offers() {
  const { show } = Route.useSearch();
  return (
    <OffersPage
      orgId={Route.useParams().orgId}
      {...(show === undefined ? {} : { shown: show })}
    />
  );
}
