import { createFileRoute } from "@tanstack/react-router";
import { MorePage } from "../../../shell/more_page.tsx";

export const Route = createFileRoute("/org/$orgId/more")({ component: More });

function More() {
  return <MorePage hat={{ kind: "work", orgId: Route.useParams().orgId }} />;
}
