import { createFileRoute } from "@tanstack/react-router";
import { noticeSays } from "../../../../features/office/notice_says.ts";
import { type NoticeAddress, NoticePage } from "../../../../features/office/notice_page.tsx";
import { oneOf } from "../../../../session/address.ts";

export const Route = createFileRoute("/org/$orgId/notices/$id")({
  validateSearch: (search: Record<string, unknown>): NoticeAddress =>
    oneOf("say", search, noticeSays),
  component: Notice,
});

function Notice() {
  return <NoticePage {...Route.useParams()} address={Route.useSearch()} />;
}
