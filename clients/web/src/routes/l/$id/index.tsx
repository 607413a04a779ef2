import { createFileRoute } from "@tanstack/react-router";
import { ListingPage } from "../../../features/listing/listing_page.tsx";
import { listingQuery } from "../../../features/listing/listing_query.ts";

export const Route = createFileRoute("/l/$id/")({
  validateSearch: (search: Record<string, unknown>): { report?: true } =>
    search["report"] === true ? { report: true } : {},
  loader: ({ params, context }) => {
    void context.queryClient.prefetchQuery(listingQuery(params.id));
  },
  component: Listing,
});

function Listing() {
  const navigate = Route.useNavigate();
  return (
    <ListingPage
      id={Route.useParams().id}
      isReporting={Route.useSearch().report === true}
      onReporting={(isOpen) =>
        void navigate({
          search: isOpen ? { report: true } : {},
          resetScroll: false,
          replace: !isOpen,
        })}
    />
  );
}
