import { createFileRoute } from "@tanstack/react-router";
import { TenancyPage } from "../features/tenancy/tenancy_page.tsx";
import { requireSignIn } from "../session/guard.ts";

export const Route = createFileRoute("/home/$tenancyId/tenancy")({
  beforeLoad: requireSignIn,
  component: Tenancy,
});

function Tenancy() {
  return <TenancyPage tenancyId={Route.useParams().tenancyId} />;
}
