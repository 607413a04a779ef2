import { createFileRoute } from "@tanstack/react-router";
import { RegisterPage } from "../../../../features/lettings/register_page.tsx";

export const Route = createFileRoute("/org/$orgId/lettings/new")({ component: Register });

function Register() {
  return <RegisterPage orgId={Route.useParams().orgId} />;
}
