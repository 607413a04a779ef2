import { createFileRoute } from "@tanstack/react-router";
import { SignInPage } from "../features/sign_in/sign_in_page.tsx";

export const Route = createFileRoute("/sign-in")({
  validateSearch: (search: Record<string, unknown>): { then?: string } =>
    typeof search["then"] === "string" ? { then: search["then"] } : {},
  component: SignIn,
});

function SignIn() {
  return <SignInPage then={Route.useSearch().then} />;
}
