import { createFileRoute } from "@tanstack/react-router";
import { decisions } from "../../../../features/money_in/decisions.ts";
import {
  type PaymentsAddress,
  PaymentsPage,
} from "../../../../features/money_in/payments_page.tsx";
import { shownPayments } from "../../../../features/money_in/payments_query.ts";
import { oneOf, text } from "../../../../session/address.ts";

export const Route = createFileRoute("/org/$orgId/money/payments")({
  validateSearch: (search: Record<string, unknown>): PaymentsAddress => ({
    ...oneOf("show", search, shownPayments),
    ...text("id", search),
    ...oneOf("say", search, decisions),
  }),
  component: Payments,
});

function Payments() {
  return <PaymentsPage orgId={Route.useParams().orgId} address={Route.useSearch()} />;
}
