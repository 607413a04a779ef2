import { createFileRoute } from "@tanstack/react-router";
import { ListingsPage } from "../../../../features/listings_admin/listings_page.tsx";
import {
  type ShownListings,
  shownListings,
} from "../../../../features/listings_admin/listings_query.ts";
import { oneOf } from "../../../../session/address.ts";

export const Route = createFileRoute("/org/$orgId/listings/")({
  validateSearch: (search: Record<string, unknown>): { show?: ShownListings } =>
    oneOf("show", search, shownListings),
  component: Listings,
});

function Listings() {
  const { show } = Route.useSearch();
  return (
    <ListingsPage
      orgId={Route.useParams().orgId}
      {...(show === undefined ? {} : { shown: show })}
    />
  );
}
