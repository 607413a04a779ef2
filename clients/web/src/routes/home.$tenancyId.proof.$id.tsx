import { createFileRoute } from "@tanstack/react-router";
import { MoreProofPage } from "../features/checkout/more_proof_page.tsx";
import { requireSignIn } from "../session/guard.ts";

export const Route = createFileRoute("/home/$tenancyId/proof/$id")({
  beforeLoad: requireSignIn,
  component: MoreProof,
});

function MoreProof() {
  return <MoreProofPage {...Route.useParams()} />;
}
