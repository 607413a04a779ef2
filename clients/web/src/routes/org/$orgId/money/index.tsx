import { createFileRoute } from "@tanstack/react-router";
import { RollPage } from "../../../../features/money_in/roll_page.tsx";
import { type ShownRoll, shownRoll } from "../../../../features/money_in/roll_query.ts";
import { oneOf } from "../../../../session/address.ts";

export const Route = createFileRoute("/org/$orgId/money/")({
  validateSearch: (search: Record<string, unknown>): { show?: ShownRoll } =>
    oneOf("show", search, shownRoll),
  component: Roll,
});

function Roll() {
  const { show } = Route.useSearch();
  return (
    <RollPage orgId={Route.useParams().orgId} {...(show === undefined ? {} : { shown: show })} />
  );
}
