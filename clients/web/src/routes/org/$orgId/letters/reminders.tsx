import { createFileRoute } from "@tanstack/react-router";
import { RemindersPage } from "../../../../features/office/reminders_page.tsx";

export const Route = createFileRoute("/org/$orgId/letters/reminders")({ component: Reminders });

function Reminders() {
  return <RemindersPage orgId={Route.useParams().orgId} />;
}
