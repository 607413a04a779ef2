import { createFileRoute } from "@tanstack/react-router";
import { RulesPage } from "../../features/staff/rules_page.tsx";
import { text } from "../../session/address.ts";

export const Route = createFileRoute("/staff/rules")({
  validateSearch: (search: Record<string, unknown>): { kind?: string } => text("kind", search),
  component: Rules,
});

function Rules() {
  return <RulesPage kind={Route.useSearch().kind} />;
}
