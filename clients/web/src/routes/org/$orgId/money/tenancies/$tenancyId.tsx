import { createFileRoute } from "@tanstack/react-router";
import { tenancyActs } from "../../../../../features/books/tenancy_acts.ts";
import { type TenancyAddress, TenancyPage } from "../../../../../features/books/tenancy_page.tsx";
import { oneOf, text } from "../../../../../session/address.ts";

export const Route = createFileRoute("/org/$orgId/money/tenancies/$tenancyId")({
  validateSearch: (search: Record<string, unknown>): TenancyAddress => ({
    ...oneOf("say", search, tenancyActs),
    ...text("charge", search),
  }),
  component: Tenancy,
});

function Tenancy() {
  const { orgId, tenancyId } = Route.useParams();
  return (
    <TenancyPage
      key={tenancyId}
      orgId={orgId}
      tenancyId={tenancyId}
      address={Route.useSearch()}
    />
  );
}
