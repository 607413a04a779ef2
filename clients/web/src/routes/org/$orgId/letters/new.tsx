import { createFileRoute } from "@tanstack/react-router";
import { WriteLetterPage } from "../../../../features/office/write_letter_page.tsx";

export const Route = createFileRoute("/org/$orgId/letters/new")({ component: WriteLetter });

function WriteLetter() {
  const { orgId } = Route.useParams();
  return <WriteLetterPage key={orgId} orgId={orgId} />;
}
