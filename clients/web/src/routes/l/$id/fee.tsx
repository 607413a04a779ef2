import { createFileRoute } from "@tanstack/react-router";
import { DealPayPage } from "../../../features/checkout/deal_pay_page.tsx";
import { readPayAddress } from "../../../features/checkout/pay_address.ts";
import { requireSignIn } from "../../../session/guard.ts";

export const Route = createFileRoute("/l/$id/fee")({
  validateSearch: readPayAddress,
  beforeLoad: requireSignIn,
  component: Fee,
});

function Fee() {
  const navigate = Route.useNavigate();
  return (
    <DealPayPage
      of={{ listingId: Route.useParams().id }}
      address={Route.useSearch()}
      onAddress={(search) => void navigate({ search, replace: true, resetScroll: false })}
    />
  );
}
