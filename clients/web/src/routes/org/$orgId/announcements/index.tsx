import { createFileRoute } from "@tanstack/react-router";
import { AnnouncementsPage } from "../../../../features/office/announcements_page.tsx";

export const Route = createFileRoute("/org/$orgId/announcements/")({ component: Announcements });

function Announcements() {
  return <AnnouncementsPage orgId={Route.useParams().orgId} />;
}
