import { createFileRoute } from "@tanstack/react-router";
import {
  type EnquiriesAddress,
  EnquiriesPage,
} from "../../../../features/people/enquiries_page.tsx";
import { shownEnquiries } from "../../../../features/people/enquiries_query.ts";
import { oneOf, text } from "../../../../session/address.ts";

export const Route = createFileRoute("/org/$orgId/people/")({
  validateSearch: (search: Record<string, unknown>): EnquiriesAddress => ({
    ...oneOf("show", search, shownEnquiries),
    ...text("close", search),
    ...text("ask", search),
    ...text("look", search),
  }),
  component: Enquiries,
});

function Enquiries() {
  return <EnquiriesPage orgId={Route.useParams().orgId} address={Route.useSearch()} />;
}
