import { createFileRoute } from "@tanstack/react-router";
import {
  type BuildAddress,
  BuildNoticePage,
} from "../../../../features/office/build_notice_page.tsx";
import { oneOf, text } from "../../../../session/address.ts";

export const Route = createFileRoute("/org/$orgId/notices/new")({
  validateSearch: (search: Record<string, unknown>): BuildAddress => ({
    ...text("tenancy", search),
    ...oneOf("say", search, ["issue"] as const),
  }),
  component: BuildNotice,
});

function BuildNotice() {
  const { orgId } = Route.useParams();
  return <BuildNoticePage key={orgId} orgId={orgId} address={Route.useSearch()} />;
}
