import { createFileRoute } from "@tanstack/react-router";
import {
  type AnnouncementAddress,
  AnnouncementPage,
} from "../../../../features/office/announcement_page.tsx";
import { oneOf } from "../../../../session/address.ts";

export const Route = createFileRoute("/org/$orgId/announcements/$id")({
  validateSearch: (search: Record<string, unknown>): AnnouncementAddress =>
    oneOf("say", search, ["withdraw"] as const),
  component: Announcement,
});

function Announcement() {
  return <AnnouncementPage {...Route.useParams()} address={Route.useSearch()} />;
}
