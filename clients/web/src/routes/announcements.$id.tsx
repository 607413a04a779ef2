import { createFileRoute } from "@tanstack/react-router";
import { AnnouncementPage } from "../features/announcements/announcement_page.tsx";
import { requireSignIn } from "../session/guard.ts";

export const Route = createFileRoute("/announcements/$id")({
  beforeLoad: requireSignIn,
  component: Announcement,
});

function Announcement() {
  const { id } = Route.useParams();
  return <AnnouncementPage key={id} id={id} />;
}
