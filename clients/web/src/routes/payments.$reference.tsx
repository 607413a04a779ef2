import { createFileRoute } from "@tanstack/react-router";
import { ReturnPage } from "../features/checkout/return_page.tsx";

export const Route = createFileRoute("/payments/$reference")({ component: Returned });

function Returned() {
  return <ReturnPage reference={Route.useParams().reference} />;
}
