import { createFileRoute } from "@tanstack/react-router";
import { AskPage } from "../../../features/enquiry/ask_page.tsx";
import { requireName } from "../../../session/require_name.ts";

export const Route = createFileRoute("/l/$id/ask")({
  beforeLoad: requireName,
  component: Ask,
});

function Ask() {
  return <AskPage listingId={Route.useParams().id} />;
}
