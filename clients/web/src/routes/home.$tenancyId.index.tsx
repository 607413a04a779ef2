import { createFileRoute } from "@tanstack/react-router";
import { HomePage } from "../features/rent/home_page.tsx";
import { requireSignIn } from "../session/guard.ts";

export const Route = createFileRoute("/home/$tenancyId/")({
  beforeLoad: requireSignIn,
  component: Home,
});

function Home() {
  return <HomePage tenancyId={Route.useParams().tenancyId} />;
}
