import { createFileRoute } from "@tanstack/react-router";
import { ImportPage } from "../../../../../features/books/import_page.tsx";
import { text } from "../../../../../session/address.ts";

export const Route = createFileRoute("/org/$orgId/money/reconcile/import")({
  validateSearch: (search: Record<string, unknown>): { account?: string } =>
    text("account", search),
  component: Import,
});

function Import() {
  const { account } = Route.useSearch();
  return (
    <ImportPage
      orgId={Route.useParams().orgId}
      {...(account === undefined ? {} : { accountId: account })}
    />
  );
}
