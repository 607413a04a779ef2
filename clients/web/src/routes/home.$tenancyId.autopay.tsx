import { createFileRoute } from "@tanstack/react-router";
import { AutopayPage } from "../features/checkout/autopay_page.tsx";
import { requireSignIn } from "../session/guard.ts";

export const Route = createFileRoute("/home/$tenancyId/autopay")({
  beforeLoad: requireSignIn,
  component: Autopay,
});

function Autopay() {
  return <AutopayPage tenancyId={Route.useParams().tenancyId} />;
}
