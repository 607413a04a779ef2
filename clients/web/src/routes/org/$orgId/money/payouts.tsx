import { createFileRoute } from "@tanstack/react-router";
import { PayoutsPage } from "../../../../features/books/payouts_page.tsx";
import { oneOf, text } from "../../../../session/address.ts";

export const Route = createFileRoute("/org/$orgId/money/payouts")({
  validateSearch: (search: Record<string, unknown>): { ask?: "yes"; id?: string } => ({
    ...oneOf("ask", search, ["yes"] as const),
    ...text("id", search),
  }),
  component: Payouts,
});

function Payouts() {
  const { ask, id } = Route.useSearch();
  return (
    <PayoutsPage
      orgId={Route.useParams().orgId}
      ask={ask === "yes"}
      {...(id === undefined ? {} : { id })}
    />
  );
}
