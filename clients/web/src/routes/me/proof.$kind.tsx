import { createFileRoute } from "@tanstack/react-router";
import { StepPage } from "../../features/proof/step_page.tsx";
import { requireSignIn } from "../../session/guard.ts";

export const Route = createFileRoute("/me/proof/$kind")({
  beforeLoad: requireSignIn,
  component: Step,
});

function Step() {
  const { kind } = Route.useParams();
  return <StepPage key={kind} kind={kind} />;
}
