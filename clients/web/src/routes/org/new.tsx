import { createFileRoute } from "@tanstack/react-router";
import { NewOrganizationPage } from "../../features/organization/new_organization_page.tsx";
import { requireName } from "../../session/require_name.ts";

export const Route = createFileRoute("/org/new")({
  beforeLoad: requireName,
  component: NewOrganizationPage,
});
