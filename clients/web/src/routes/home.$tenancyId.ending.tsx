import { createFileRoute } from "@tanstack/react-router";
import { type EndingAddress, EndingPage } from "../features/ending/ending_page.tsx";
import { requireSignIn } from "../session/guard.ts";

export const Route = createFileRoute("/home/$tenancyId/ending")({
  validateSearch: (raw): EndingAddress => raw["give"] === "notice" ? { give: "notice" } : {},
  beforeLoad: requireSignIn,
  component: Ending,
});

function Ending() {
  return <EndingPage {...Route.useParams()} {...Route.useSearch()} />;
}
