import { createFileRoute } from "@tanstack/react-router";
import { OwnersPage } from "../../../../features/books/owners_page.tsx";
import { text } from "../../../../session/address.ts";

export const Route = createFileRoute("/org/$orgId/money/owners")({
  validateSearch: (search: Record<string, unknown>): { send?: string } => text("send", search),
  component: Owners,
});

function Owners() {
  const { send } = Route.useSearch();
  return (
    <OwnersPage
      orgId={Route.useParams().orgId}
      {...(send === undefined ? {} : { send })}
    />
  );
}
