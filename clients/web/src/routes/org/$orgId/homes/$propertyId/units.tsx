import { createFileRoute } from "@tanstack/react-router";
import { NewUnitsPage } from "../../../../../features/homes/new_units_page.tsx";

export const Route = createFileRoute("/org/$orgId/homes/$propertyId/units")({ component: Shown });

function Shown() {
  return <NewUnitsPage {...Route.useParams()} />;
}
