import { createFileRoute } from "@tanstack/react-router";
import { type LetterAddress, LetterPage } from "../../../../features/office/letter_page.tsx";
import { oneOf } from "../../../../session/address.ts";

export const Route = createFileRoute("/org/$orgId/letters/$id")({
  validateSearch: (search: Record<string, unknown>): LetterAddress =>
    oneOf("say", search, ["withdraw"] as const),
  component: Letter,
});

function Letter() {
  return <LetterPage {...Route.useParams()} address={Route.useSearch()} />;
}
