import { createFileRoute } from "@tanstack/react-router";
import { NamePage } from "../../features/profile/name_page.tsx";
import { text } from "../../session/address.ts";
import { requireSignIn } from "../../session/guard.ts";

export const Route = createFileRoute("/me/name")({
  validateSearch: (search: Record<string, unknown>) => text("then", search),
  beforeLoad: requireSignIn,
  component: Name,
});

function Name() {
  return <NamePage then={Route.useSearch().then} />;
}
