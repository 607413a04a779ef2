import { createFileRoute } from "@tanstack/react-router";
import { ReportsPage } from "../../../../features/reports/reports_page.tsx";

export const Route = createFileRoute("/org/$orgId/reports/")({ component: Reports });

function Reports() {
  return <ReportsPage orgId={Route.useParams().orgId} />;
}
