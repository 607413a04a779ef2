import { createFileRoute } from "@tanstack/react-router";
import { ProofPage } from "../../features/proof/proof_page.tsx";
import { requireSignIn } from "../../session/guard.ts";

export const Route = createFileRoute("/me/proof/")({
  beforeLoad: requireSignIn,
  component: ProofPage,
});
