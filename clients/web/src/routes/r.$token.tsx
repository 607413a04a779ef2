import { createFileRoute } from "@tanstack/react-router";
import { ReceiptPage } from "../features/links/receipt_page.tsx";

export const Route = createFileRoute("/r/$token")({ component: Receipt });

function Receipt() {
  return <ReceiptPage token={Route.useParams().token} />;
}
