import { createFileRoute } from "@tanstack/react-router";
import { DealPayPage } from "../../features/checkout/deal_pay_page.tsx";
import { readPayAddress } from "../../features/checkout/pay_address.ts";
import { requireSignIn } from "../../session/guard.ts";

export const Route = createFileRoute("/offers/$id/pay")({
  validateSearch: readPayAddress,
  beforeLoad: requireSignIn,
  component: Pay,
});

function Pay() {
  const navigate = Route.useNavigate();
  return (
    <DealPayPage
      of={{ offerId: Route.useParams().id }}
      address={Route.useSearch()}
      onAddress={(search) => void navigate({ search, replace: true, resetScroll: false })}
    />
  );
}
