import { createFileRoute } from "@tanstack/react-router";
import { InvitationPage } from "../features/links/invitation_page.tsx";

export const Route = createFileRoute("/i")({ component: InvitationPage });
