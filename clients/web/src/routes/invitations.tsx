import { createFileRoute } from "@tanstack/react-router";
import { InvitationPage } from "../features/links/invitation_page.tsx";
import { nameIfSignedIn } from "../session/require_name.ts";

export const Route = createFileRoute("/invitations")({
  beforeLoad: nameIfSignedIn,
  component: InvitationPage,
});
