import { createFileRoute } from "@tanstack/react-router";
import { type AccountsAddress, AccountsPage } from "../../../../features/books/accounts_page.tsx";
import { spans } from "../../../../features/books/span.ts";
import { oneOf, text } from "../../../../session/address.ts";

export const Route = createFileRoute("/org/$orgId/money/accounts")({
  validateSearch: (search: Record<string, unknown>): AccountsAddress => ({
    ...text("account", search),
    ...oneOf("span", search, spans),
  }),
  component: Accounts,
});

function Accounts() {
  return <AccountsPage orgId={Route.useParams().orgId} address={Route.useSearch()} />;
}
