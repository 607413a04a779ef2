import { createFileRoute } from "@tanstack/react-router";
import { lettingActs } from "../../../../../features/lettings/letting_acts.ts";
import {
  type LettingAddress,
  LettingPage,
} from "../../../../../features/lettings/letting_page.tsx";
import { oneOf } from "../../../../../session/address.ts";

export const Route = createFileRoute("/org/$orgId/lettings/$tenancyId/")({
  validateSearch: (search: Record<string, unknown>): LettingAddress => ({
    ...oneOf("act", search, lettingActs),
  }),
  component: Letting,
});

function Letting() {
  return <LettingPage {...Route.useParams()} address={Route.useSearch()} />;
}
