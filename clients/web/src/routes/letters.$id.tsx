import { createFileRoute } from "@tanstack/react-router";
import { PaperLinkPage } from "../features/tenancy/paper_link_page.tsx";
import { requireSignIn } from "../session/guard.ts";

export const Route = createFileRoute("/letters/$id")({
  beforeLoad: requireSignIn,
  component: Paper,
});

function Paper() {
  return <PaperLinkPage id={Route.useParams().id} />;
}
