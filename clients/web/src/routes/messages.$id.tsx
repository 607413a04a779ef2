import { createFileRoute } from "@tanstack/react-router";
import { TalkPage } from "../features/messages/talk_page.tsx";
import { requireSignIn } from "../session/guard.ts";

export const Route = createFileRoute("/messages/$id")({
  beforeLoad: requireSignIn,
  component: Talk,
});

function Talk() {
  return <TalkPage id={Route.useParams().id} />;
}
