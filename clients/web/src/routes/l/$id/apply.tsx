import { createFileRoute } from "@tanstack/react-router";
import { ApplicationPage } from "../../../features/application/application_page.tsx";
import { oneOf } from "../../../session/address.ts";
import { requireName } from "../../../session/require_name.ts";

export const Route = createFileRoute("/l/$id/apply")({
  validateSearch: (search: Record<string, unknown>) => oneOf("act", search, ["withdraw"] as const),
  beforeLoad: requireName,
  component: Apply,
});

function Apply() {
  const navigate = Route.useNavigate();
  return (
    <ApplicationPage
      listingId={Route.useParams().id}
      isTakingBack={Route.useSearch().act === "withdraw"}
      onTakeBack={(open) =>
        void navigate({
          search: open ? { act: "withdraw" } : {},
          resetScroll: false,
          replace: !open,
        })}
    />
  );
}
