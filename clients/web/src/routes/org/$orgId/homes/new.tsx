import { createFileRoute } from "@tanstack/react-router";
import { NewPropertyPage } from "../../../../features/homes/new_property_page.tsx";

export const Route = createFileRoute("/org/$orgId/homes/new")({ component: Shown });

function Shown() {
  return <NewPropertyPage {...Route.useParams()} />;
}
