import { createFileRoute } from "@tanstack/react-router";
import { NewListingPage } from "../../../../features/listings_admin/new_listing_page.tsx";
import { text } from "../../../../session/address.ts";

export const Route = createFileRoute("/org/$orgId/listings/new")({
  validateSearch: (search: Record<string, unknown>): { unit?: string } => text("unit", search),
  component: Shown,
});

function Shown() {
  const { unit } = Route.useSearch();
  const { orgId } = Route.useParams();
  return (
    <NewListingPage
      key={unit ?? "none"}
      orgId={orgId}
      {...(unit === undefined ? {} : { unitId: unit })}
    />
  );
}
