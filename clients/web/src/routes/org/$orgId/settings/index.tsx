import { createFileRoute } from "@tanstack/react-router";
import { SettingsPage } from "../../../../features/settings/settings_page.tsx";

export const Route = createFileRoute("/org/$orgId/settings/")({ component: Settings });

function Settings() {
  return <SettingsPage orgId={Route.useParams().orgId} />;
}
