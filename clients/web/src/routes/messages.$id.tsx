import { createFileRoute } from "@tanstack/react-router";
import { TalkPage } from "../features/messages/talk_page.tsx";
import { requireSignIn } from "../session/guard.ts";

export const Route = createFileRoute("/messages/$id")({
  validateSearch: (search: Record<string, unknown>): { report?: true } =>
    search["report"] === true ? { report: true } : {},
  beforeLoad: requireSignIn,
  component: Talk,
});

function Talk() {
  const navigate = Route.useNavigate();
  return (
    <TalkPage
      id={Route.useParams().id}
      isReporting={Route.useSearch().report === true}
      onReporting={(isOpen) =>
        void navigate({
          search: isOpen ? { report: true } : {},
          resetScroll: false,
          replace: !isOpen,
        })}
    />
  );
}
