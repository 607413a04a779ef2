import { createFileRoute } from "@tanstack/react-router";
import { NotificationsPage } from "../features/notifications/notifications_page.tsx";
import { requireSignIn } from "../session/guard.ts";

export const Route = createFileRoute("/notifications")({
  beforeLoad: requireSignIn,
  component: NotificationsPage,
});
