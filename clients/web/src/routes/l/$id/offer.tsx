import { createFileRoute } from "@tanstack/react-router";
import { MakeOfferPage } from "../../../features/offer/make_offer_page.tsx";
import { steps } from "../../../features/offer/steps.ts";
import { oneOf } from "../../../session/address.ts";
import { requireName } from "../../../session/require_name.ts";

export const Route = createFileRoute("/l/$id/offer")({
  validateSearch: (search) => oneOf("step", search, steps),
  beforeLoad: requireName,
  component: MakeOffer,
});

function MakeOffer() {
  const navigate = Route.useNavigate();
  return (
    <MakeOfferPage
      listingId={Route.useParams().id}
      step={Route.useSearch().step}
      onStep={(step) => void navigate({ search: { step } })}
    />
  );
}
