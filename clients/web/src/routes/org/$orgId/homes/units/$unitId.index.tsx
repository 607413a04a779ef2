import { createFileRoute } from "@tanstack/react-router";
import { UnitPage } from "../../../../../features/homes/unit_page.tsx";

export const Route = createFileRoute("/org/$orgId/homes/units/$unitId/")({ component: Shown });

function Shown() {
  return <UnitPage {...Route.useParams()} />;
}
