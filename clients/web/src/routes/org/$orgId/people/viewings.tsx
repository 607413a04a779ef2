import { createFileRoute } from "@tanstack/react-router";
import { type ViewingsAddress, ViewingsPage } from "../../../../features/people/viewings_page.tsx";
import { shownViewings } from "../../../../features/people/viewings_query.ts";
import { oneOf, text } from "../../../../session/address.ts";

export const Route = createFileRoute("/org/$orgId/people/viewings")({
  validateSearch: (search: Record<string, unknown>): ViewingsAddress => ({
    ...oneOf("show", search, shownViewings),
    ...text("cancel", search),
    ...oneOf("add", search, ["times"] as const),
  }),
  component: Viewings,
});

function Viewings() {
  return <ViewingsPage orgId={Route.useParams().orgId} address={Route.useSearch()} />;
}
