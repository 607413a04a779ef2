import { createFileRoute } from "@tanstack/react-router";
import { MessagesPage } from "../features/messages/messages_page.tsx";
import { requireSignIn } from "../session/guard.ts";

export const Route = createFileRoute("/messages/")({
  beforeLoad: requireSignIn,
  component: MessagesPage,
});
