import { createFileRoute } from "@tanstack/react-router";
import {
  type ApplicationAddress,
  ApplicationPage,
} from "../../../../../features/people/application_page.tsx";
import { decisions } from "../../../../../features/people/decisions.ts";
import { recordActs } from "../../../../../features/people/record_acts.ts";
import { oneOf } from "../../../../../session/address.ts";

export const Route = createFileRoute("/org/$orgId/people/applications/$id")({
  validateSearch: (search: Record<string, unknown>): ApplicationAddress => ({
    ...oneOf("say", search, decisions),
    ...oneOf("record", search, recordActs),
  }),
  component: Application,
});

function Application() {
  return <ApplicationPage {...Route.useParams()} address={Route.useSearch()} />;
}
