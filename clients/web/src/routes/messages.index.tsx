import { createFileRoute } from "@tanstack/react-router";
import { MessagesPage } from "../features/messages/messages_page.tsx";
import { requireSignIn } from "../session/guard.ts";

export const Route = createFileRoute("/messages/")({
  validateSearch: (raw): { readonly find?: string } =>
    ["string", "number"].includes(typeof raw["find"]) && raw["find"] !== ""
      ? { find: String(raw["find"]) }
      : {},
  beforeLoad: requireSignIn,
  component: Messages,
});

function Messages() {
  const navigate = Route.useNavigate();
  return (
    <MessagesPage
      find={Route.useSearch().find ?? ""}
      onFind={(find) => void navigate({ search: find === "" ? {} : { find }, resetScroll: false })}
    />
  );
}
