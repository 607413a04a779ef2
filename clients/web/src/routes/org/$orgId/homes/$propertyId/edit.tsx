import { createFileRoute } from "@tanstack/react-router";
import { EditPropertyPage } from "../../../../../features/homes/edit_property_page.tsx";

export const Route = createFileRoute("/org/$orgId/homes/$propertyId/edit")({ component: Shown });

function Shown() {
  return <EditPropertyPage {...Route.useParams()} />;
}
