import { createFileRoute } from "@tanstack/react-router";
import { TodayPage } from "../../../features/today/today_page.tsx";

export const Route = createFileRoute("/org/$orgId/")({
  component: Today,
});

function Today() {
  return <TodayPage orgId={Route.useParams().orgId} />;
}
