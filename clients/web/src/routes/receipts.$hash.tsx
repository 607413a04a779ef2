import { createFileRoute } from "@tanstack/react-router";
import { ReceiptPage } from "../features/links/receipt_page.tsx";

export const Route = createFileRoute("/receipts/$hash")({ component: Receipt });

function Receipt() {
  return <ReceiptPage token={Route.useParams().hash} />;
}
