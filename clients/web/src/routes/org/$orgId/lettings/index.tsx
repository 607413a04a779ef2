import { createFileRoute } from "@tanstack/react-router";
import { LettingsPage } from "../../../../features/lettings/lettings_page.tsx";
import { type ShownLettings, shownLettings } from "../../../../features/lettings/lettings_query.ts";
import { oneOf } from "../../../../session/address.ts";

export const Route = createFileRoute("/org/$orgId/lettings/")({
  validateSearch: (search: Record<string, unknown>): { readonly show?: ShownLettings } =>
    oneOf("show", search, shownLettings),
  component: Lettings,
});

function Lettings() {
  const { show } = Route.useSearch();
  return (
    <LettingsPage
      orgId={Route.useParams().orgId}
      {...(show === undefined ? {} : { shown: show })}
    />
  );
}
