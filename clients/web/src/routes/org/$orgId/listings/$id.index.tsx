import { createFileRoute } from "@tanstack/react-router";
import { MyListingPage } from "../../../../features/listings_admin/my_listing_page.tsx";

export const Route = createFileRoute("/org/$orgId/listings/$id/")({ component: MyListing });

function MyListing() {
  return <MyListingPage {...Route.useParams()} />;
}
