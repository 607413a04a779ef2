import { createFileRoute } from "@tanstack/react-router";
import { StayPage } from "../../../features/stay/stay_page.tsx";
import { day } from "../../../session/address.ts";
import { nameIfSignedIn } from "../../../session/require_name.ts";

export const Route = createFileRoute("/l/$id/stay")({
  validateSearch: (search) => ({ ...day("from", search), ...day("until", search) }),
  beforeLoad: nameIfSignedIn,
  component: Stay,
});

function Stay() {
  const navigate = Route.useNavigate();
  return (
    <StayPage
      listingId={Route.useParams().id}
      address={Route.useSearch()}
      onAddress={(search) => void navigate({ search, replace: true, resetScroll: false })}
    />
  );
}
