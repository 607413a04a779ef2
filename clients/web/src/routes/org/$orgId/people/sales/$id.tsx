import { createFileRoute } from "@tanstack/react-router";
import { type SaleAddress, SalePage } from "../../../../../features/sales_admin/sale_page.tsx";
import { saleActs } from "../../../../../features/sales_admin/sale_acts.ts";
import { oneOf } from "../../../../../session/address.ts";

export const Route = createFileRoute("/org/$orgId/people/sales/$id")({
  validateSearch: (search: Record<string, unknown>): SaleAddress => ({
    ...oneOf("act", search, saleActs),
  }),
  component: Sale,
});

function Sale() {
  return <SalePage {...Route.useParams()} address={Route.useSearch()} />;
}
