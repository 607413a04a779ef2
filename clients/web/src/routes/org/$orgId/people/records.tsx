import { createFileRoute } from "@tanstack/react-router";
import { type RecordsAddress, RecordsPage } from "../../../../features/people/records_page.tsx";
import { text } from "../../../../session/address.ts";

export const Route = createFileRoute("/org/$orgId/people/records")({
  validateSearch: (search: Record<string, unknown>): RecordsAddress => ({
    ...text("ask", search),
    ...text("look", search),
  }),
  component: Records,
});

function Records() {
  return <RecordsPage orgId={Route.useParams().orgId} address={Route.useSearch()} />;
}
