import { createFileRoute } from "@tanstack/react-router";
import { SecondFactorPage } from "../../features/second_factor/second_factor_page.tsx";
import { requireSignIn } from "../../session/guard.ts";

export const Route = createFileRoute("/me/second-factor")({
  beforeLoad: requireSignIn,
  component: SecondFactorPage,
});
