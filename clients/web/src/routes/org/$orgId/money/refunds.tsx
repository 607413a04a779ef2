import { createFileRoute } from "@tanstack/react-router";
import { RefundsPage } from "../../../../features/books/refunds_page.tsx";
import { text } from "../../../../session/address.ts";

export const Route = createFileRoute("/org/$orgId/money/refunds")({
  validateSearch: (search: Record<string, unknown>): { id?: string } => text("id", search),
  component: Refunds,
});

function Refunds() {
  const { id } = Route.useSearch();
  return (
    <RefundsPage
      orgId={Route.useParams().orgId}
      {...(id === undefined ? {} : { id })}
    />
  );
}
