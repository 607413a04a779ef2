import { createFileRoute } from "@tanstack/react-router";
import { OfferPage } from "../../features/offer/offer_page.tsx";
import { oneOf } from "../../session/address.ts";
import { requireSignIn } from "../../session/guard.ts";

export const Route = createFileRoute("/offers/$id/")({
  validateSearch: (search) => oneOf("act", search, ["accept", "withdraw", "release"] as const),
  beforeLoad: requireSignIn,
  component: Offer,
});

function Offer() {
  const navigate = Route.useNavigate();
  const { id } = Route.useParams();
  return (
    <OfferPage
      key={id}
      id={id}
      act={Route.useSearch().act}
      onAct={(act) =>
        void navigate({
          search: act === undefined || act === "counter" ? {} : { act },
          resetScroll: false,
          replace: act === undefined,
        })}
    />
  );
}
