import { createFileRoute } from "@tanstack/react-router";
import { SentPage } from "../../../../features/office/sent_page.tsx";
import { shownSent } from "../../../../features/office/sent_query.ts";
import { oneOf } from "../../../../session/address.ts";

export const Route = createFileRoute("/org/$orgId/letters/sent")({
  validateSearch: (search: Record<string, unknown>) => oneOf("show", search, shownSent),
  component: Sent,
});

function Sent() {
  const { show } = Route.useSearch();
  return (
    <SentPage orgId={Route.useParams().orgId} {...(show === undefined ? {} : { shown: show })} />
  );
}
