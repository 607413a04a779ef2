import { createFileRoute } from "@tanstack/react-router";
import { ChargesPage } from "../../../../features/money_in/charges_page.tsx";
import { type ShownCharges, shownCharges } from "../../../../features/money_in/roll_query.ts";
import { oneOf } from "../../../../session/address.ts";

export const Route = createFileRoute("/org/$orgId/money/charges")({
  validateSearch: (search: Record<string, unknown>): { show?: ShownCharges } =>
    oneOf("show", search, shownCharges),
  component: Charges,
});

function Charges() {
  const { show } = Route.useSearch();
  return (
    <ChargesPage
      orgId={Route.useParams().orgId}
      {...(show === undefined ? {} : { shown: show })}
    />
  );
}
