import { createFileRoute } from "@tanstack/react-router";
import { PaperPage } from "../features/tenancy/paper_page.tsx";
import { requireSignIn } from "../session/guard.ts";

export const Route = createFileRoute("/home/$tenancyId/notices/$id")({
  beforeLoad: requireSignIn,
  component: Paper,
});

function Paper() {
  return <PaperPage {...Route.useParams()} />;
}
