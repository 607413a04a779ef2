import { createFileRoute } from "@tanstack/react-router";
import { SavedPage } from "../features/saved/saved_page.tsx";
import { requireSignIn } from "../session/guard.ts";

export const Route = createFileRoute("/saved")({
  beforeLoad: requireSignIn,
  component: Saved,
});

function Saved() {
  return <SavedPage userId={Route.useRouteContext().userId} />;
}
