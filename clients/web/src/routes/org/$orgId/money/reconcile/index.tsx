import { createFileRoute } from "@tanstack/react-router";
import {
  type ReconcileAddress,
  ReconcilePage,
} from "../../../../../features/books/reconcile_page.tsx";
import { rowActs } from "../../../../../features/books/row_acts.ts";
import { oneOf, text } from "../../../../../session/address.ts";

export const Route = createFileRoute("/org/$orgId/money/reconcile/")({
  validateSearch: (search: Record<string, unknown>): ReconcileAddress => ({
    ...text("account", search),
    ...text("row", search),
    ...oneOf("say", search, rowActs),
  }),
  component: Reconcile,
});

function Reconcile() {
  return <ReconcilePage orgId={Route.useParams().orgId} address={Route.useSearch()} />;
}
