import { createFileRoute } from "@tanstack/react-router";
import { TeamPage } from "../../../../features/team/team_page.tsx";

export const Route = createFileRoute("/org/$orgId/settings/team")({
  validateSearch: (search: Record<string, unknown>): { invite?: true } =>
    search["invite"] === true ? { invite: true } : {},
  component: Shown,
});

function Shown() {
  const { orgId } = Route.useParams();
  return <TeamPage key={orgId} orgId={orgId} isInviting={Route.useSearch().invite === true} />;
}
