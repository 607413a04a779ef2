import { createFileRoute } from "@tanstack/react-router";
import { HomesPage } from "../../../../features/homes/homes_page.tsx";
import { text } from "../../../../session/address.ts";

export const Route = createFileRoute("/org/$orgId/homes/")({
  validateSearch: (search: Record<string, unknown>): { open?: string } => text("open", search),
  component: Homes,
});

function Homes() {
  const { open } = Route.useSearch();
  return <HomesPage orgId={Route.useParams().orgId} {...(open === undefined ? {} : { open })} />;
}
