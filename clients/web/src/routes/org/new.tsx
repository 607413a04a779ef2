import { createFileRoute } from "@tanstack/react-router";
import { NewOrganizationPage } from "../../features/organization/new_organization_page.tsx";
import { requireSignIn } from "../../session/guard.ts";

export const Route = createFileRoute("/org/new")({
  beforeLoad: requireSignIn,
  component: NewOrganizationPage,
});
