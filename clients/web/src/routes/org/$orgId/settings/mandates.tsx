import { createFileRoute } from "@tanstack/react-router";
import { MandatesPage } from "../../../../features/mandates/mandates_page.tsx";

export const Route = createFileRoute("/org/$orgId/settings/mandates")({
  validateSearch: (search: Record<string, unknown>): { give?: true } =>
    search["give"] === true ? { give: true } : {},
  component: Shown,
});

function Shown() {
  const { orgId } = Route.useParams();
  return <MandatesPage key={orgId} orgId={orgId} isGiving={Route.useSearch().give === true} />;
}
