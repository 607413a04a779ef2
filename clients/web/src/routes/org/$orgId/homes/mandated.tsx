import { createFileRoute } from "@tanstack/react-router";
import { MandatedPage } from "../../../../features/mandates/mandated_page.tsx";

export const Route = createFileRoute("/org/$orgId/homes/mandated")({ component: Shown });

function Shown() {
  const { orgId } = Route.useParams();
  return <MandatedPage key={orgId} orgId={orgId} />;
}
