import { createFileRoute } from "@tanstack/react-router";
import { ApplicationPage } from "../../../features/application/application_page.tsx";
import { requireSignIn } from "../../../session/guard.ts";

export const Route = createFileRoute("/l/$id/apply")({
  beforeLoad: requireSignIn,
  component: Apply,
});

function Apply() {
  return <ApplicationPage listingId={Route.useParams().id} />;
}
