import { createFileRoute } from "@tanstack/react-router";
import {
  type ApplicationsAddress,
  ApplicationsPage,
} from "../../../../../features/people/applications_page.tsx";
import { shownApplications } from "../../../../../features/people/applications_query.ts";
import { oneOf, text } from "../../../../../session/address.ts";

export const Route = createFileRoute("/org/$orgId/people/applications/")({
  validateSearch: (search: Record<string, unknown>): ApplicationsAddress => ({
    ...oneOf("show", search, shownApplications),
    ...text("listing", search),
  }),
  component: Applications,
});

function Applications() {
  return <ApplicationsPage orgId={Route.useParams().orgId} address={Route.useSearch()} />;
}
