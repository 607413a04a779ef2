import { createFileRoute } from "@tanstack/react-router";
import { PurchasePage } from "../../features/purchase/purchase_page.tsx";
import { requireSignIn } from "../../session/guard.ts";

export const Route = createFileRoute("/offers/$id/purchase")({
  beforeLoad: requireSignIn,
  component: Purchase,
});

function Purchase() {
  return <PurchasePage offerId={Route.useParams().id} />;
}
