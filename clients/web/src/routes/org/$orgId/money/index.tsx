import { createFileRoute } from "@tanstack/react-router";
import { RollPage } from "../../../../features/money_in/roll_page.tsx";

export const Route = createFileRoute("/org/$orgId/money/")({ component: Roll });

function Roll() {
  return <RollPage orgId={Route.useParams().orgId} />;
}
