import { createFileRoute } from "@tanstack/react-router";
import { DisputesPage } from "../../../../features/books/disputes_page.tsx";
import { text } from "../../../../session/address.ts";

export const Route = createFileRoute("/org/$orgId/money/disputes")({
  validateSearch: (search: Record<string, unknown>): { id?: string } => text("id", search),
  component: Disputes,
});

function Disputes() {
  const { id } = Route.useSearch();
  return (
    <DisputesPage
      orgId={Route.useParams().orgId}
      {...(id === undefined ? {} : { id })}
    />
  );
}
