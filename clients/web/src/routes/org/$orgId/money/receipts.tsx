import { createFileRoute } from "@tanstack/react-router";
import { receiptActs } from "../../../../features/books/receipt_acts.ts";
import { type ReceiptsAddress, ReceiptsPage } from "../../../../features/books/receipts_page.tsx";
import { oneOf, text } from "../../../../session/address.ts";

export const Route = createFileRoute("/org/$orgId/money/receipts")({
  validateSearch: (search: Record<string, unknown>): ReceiptsAddress => ({
    ...text("q", search),
    ...oneOf("many", search, ["yes"] as const),
    ...text("receipt", search),
    ...oneOf("say", search, receiptActs),
  }),
  component: Receipts,
});

function Receipts() {
  return <ReceiptsPage orgId={Route.useParams().orgId} address={Route.useSearch()} />;
}
