import { createFileRoute } from "@tanstack/react-router";
import { LettersPage } from "../../../../features/office/letters_page.tsx";

export const Route = createFileRoute("/org/$orgId/letters/")({ component: Letters });

function Letters() {
  return <LettersPage orgId={Route.useParams().orgId} />;
}
