import { createFileRoute } from "@tanstack/react-router";
import { FactsPage } from "../../../../features/organization/facts_page.tsx";

export const Route = createFileRoute("/org/$orgId/settings/facts")({ component: Shown });

function Shown() {
  const { orgId } = Route.useParams();
  return <FactsPage key={orgId} orgId={orgId} />;
}
