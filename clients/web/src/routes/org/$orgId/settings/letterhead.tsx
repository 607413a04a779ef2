import { createFileRoute } from "@tanstack/react-router";
import { LetterheadPage } from "../../../../features/office/letterhead_page.tsx";

export const Route = createFileRoute("/org/$orgId/settings/letterhead")({ component: Letterhead });

function Letterhead() {
  return <LetterheadPage orgId={Route.useParams().orgId} />;
}
