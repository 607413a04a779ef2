import { createFileRoute } from "@tanstack/react-router";
import { AnnouncePage } from "../../../../features/office/announce_page.tsx";

export const Route = createFileRoute("/org/$orgId/announcements/new")({ component: Announce });

function Announce() {
  const { orgId } = Route.useParams();
  return <AnnouncePage key={orgId} orgId={orgId} />;
}
