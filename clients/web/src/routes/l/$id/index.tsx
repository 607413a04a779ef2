import { createFileRoute } from "@tanstack/react-router";
import { ListingPage } from "../../../features/listing/listing_page.tsx";
import { listingQuery } from "../../../features/listing/listing_query.ts";

export const Route = createFileRoute("/l/$id/")({
  loader: ({ params, context }) => {
    void context.queryClient.prefetchQuery(listingQuery(params.id));
  },
  component: Listing,
});

function Listing() {
  return <ListingPage id={Route.useParams().id} />;
}
