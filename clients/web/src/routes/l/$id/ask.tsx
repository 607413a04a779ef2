import { createFileRoute } from "@tanstack/react-router";
import { AskPage } from "../../../features/enquiry/ask_page.tsx";
import { requireSignIn } from "../../../session/guard.ts";

export const Route = createFileRoute("/l/$id/ask")({
  beforeLoad: requireSignIn,
  component: Ask,
});

function Ask() {
  return <AskPage listingId={Route.useParams().id} />;
}
