import { createFileRoute } from "@tanstack/react-router";
import { readMoneyAddress } from "../features/receipts/money_address.ts";
import { MoneyPage } from "../features/receipts/money_page.tsx";
import { requireSignIn } from "../session/guard.ts";

export const Route = createFileRoute("/home/$tenancyId/money")({
  validateSearch: readMoneyAddress,
  beforeLoad: requireSignIn,
  component: Money,
});

function Money() {
  const { tab = "charges", year } = Route.useSearch();
  return <MoneyPage tenancyId={Route.useParams().tenancyId} tab={tab} year={year} />;
}
