import { createFileRoute } from "@tanstack/react-router";
import { EditUnitPage } from "../../../../../features/homes/edit_unit_page.tsx";

export const Route = createFileRoute("/org/$orgId/homes/units/$unitId/edit")({ component: Shown });

function Shown() {
  return <EditUnitPage {...Route.useParams()} />;
}
