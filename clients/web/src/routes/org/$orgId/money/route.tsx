import { createFileRoute, Outlet } from "@tanstack/react-router";
import { MoneyFrame } from "../../../../features/money_in/money_frame.tsx";

export const Route = createFileRoute("/org/$orgId/money")({ component: Money });

function Money() {
  return (
    <MoneyFrame orgId={Route.useParams().orgId}>
      <Outlet />
    </MoneyFrame>
  );
}
