import { createFileRoute } from "@tanstack/react-router";
import { ViewingPage } from "../../../features/viewing/viewing_page.tsx";
import { requireName } from "../../../session/require_name.ts";

export const Route = createFileRoute("/l/$id/view")({
  beforeLoad: requireName,
  component: View,
});

function View() {
  return <ViewingPage listingId={Route.useParams().id} />;
}
