import { createFileRoute } from "@tanstack/react-router";
import { PayeePage } from "../../../../features/payee/payee_page.tsx";

export const Route = createFileRoute("/org/$orgId/settings/payee")({ component: Payee });

function Payee() {
  const { orgId } = Route.useParams();
  return <PayeePage key={orgId} orgId={orgId} />;
}
