import { createFileRoute } from "@tanstack/react-router";
import { InspectionPage } from "../../../../../features/lettings/inspection_page.tsx";

export const Route = createFileRoute("/org/$orgId/lettings/$tenancyId/inspections/$id")({
  component: Inspection,
});

function Inspection() {
  return <InspectionPage {...Route.useParams()} />;
}
