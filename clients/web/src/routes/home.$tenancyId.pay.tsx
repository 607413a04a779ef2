import { createFileRoute } from "@tanstack/react-router";
import { readPayAddress } from "../features/checkout/pay_address.ts";
import { PayPage } from "../features/checkout/pay_page.tsx";
import { requireSignIn } from "../session/guard.ts";

export const Route = createFileRoute("/home/$tenancyId/pay")({
  validateSearch: readPayAddress,
  beforeLoad: requireSignIn,
  component: Pay,
});

function Pay() {
  const navigate = Route.useNavigate();
  return (
    <PayPage
      tenancyId={Route.useParams().tenancyId}
      address={Route.useSearch()}
      onAddress={(search) => void navigate({ search, replace: true, resetScroll: false })}
    />
  );
}
