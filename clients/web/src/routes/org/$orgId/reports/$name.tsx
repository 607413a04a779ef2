import { createFileRoute, notFound } from "@tanstack/react-router";
import { periods } from "../../../../features/reports/period.ts";
import { isReport } from "../../../../features/reports/report_names.ts";
import { type ReportAddress, ReportPage } from "../../../../features/reports/report_page.tsx";
import { oneOf, text } from "../../../../session/address.ts";

export const Route = createFileRoute("/org/$orgId/reports/$name")({
  beforeLoad: ({ params }) => {
    if (!isReport(params.name)) throw notFound();
  },
  validateSearch: (search: Record<string, unknown>): ReportAddress => ({
    ...oneOf("period", search, periods),
    ...text("from", search),
    ...text("to", search),
    ...text("property", search),
  }),
  component: Report,
});

function Report() {
  const { orgId, name } = Route.useParams();
  const address = Route.useSearch();
  return isReport(name)
    ? <ReportPage key={name} orgId={orgId} name={name} address={address} />
    : null;
}
