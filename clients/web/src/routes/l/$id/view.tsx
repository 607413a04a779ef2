import { createFileRoute } from "@tanstack/react-router";
import { ViewingPage } from "../../../features/viewing/viewing_page.tsx";
import { requireSignIn } from "../../../session/guard.ts";

export const Route = createFileRoute("/l/$id/view")({
  beforeLoad: requireSignIn,
  component: View,
});

function View() {
  return <ViewingPage listingId={Route.useParams().id} />;
}
