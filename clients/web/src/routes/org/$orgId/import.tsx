import { createFileRoute } from "@tanstack/react-router";
import { ImportPage } from "../../../features/home_import/import_page.tsx";

export const Route = createFileRoute("/org/$orgId/import")({ component: Shown });

function Shown() {
  const { orgId } = Route.useParams();
  return <ImportPage key={orgId} orgId={orgId} />;
}
