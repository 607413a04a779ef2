import { createFileRoute } from "@tanstack/react-router";
import { PropertyPage } from "../../../../../features/homes/property_page.tsx";

export const Route = createFileRoute("/org/$orgId/homes/$propertyId/")({ component: Shown });

function Shown() {
  return <PropertyPage {...Route.useParams()} />;
}
