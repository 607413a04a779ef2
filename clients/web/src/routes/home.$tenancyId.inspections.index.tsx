import { createFileRoute } from "@tanstack/react-router";
import { InspectionsPage } from "../features/inspections/inspections_page.tsx";
import { requireSignIn } from "../session/guard.ts";

export const Route = createFileRoute("/home/$tenancyId/inspections/")({
  beforeLoad: requireSignIn,
  component: Inspections,
});

function Inspections() {
  return <InspectionsPage tenancyId={Route.useParams().tenancyId} />;
}
