import { createFileRoute } from "@tanstack/react-router";
import { NoticesPage } from "../../../../features/office/notices_page.tsx";

export const Route = createFileRoute("/org/$orgId/notices/")({ component: Notices });

function Notices() {
  return <NoticesPage orgId={Route.useParams().orgId} />;
}
