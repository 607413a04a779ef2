import { createFileRoute } from "@tanstack/react-router";
import { PreviewPage } from "../../../../features/listings_admin/preview_page.tsx";

export const Route = createFileRoute("/org/$orgId/listings/$id/preview")({ component: Shown });

function Shown() {
  return <PreviewPage {...Route.useParams()} />;
}
