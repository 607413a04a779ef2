import { createFileRoute } from "@tanstack/react-router";
import { CounterPage } from "../../features/offer/counter_page.tsx";
import { requireSignIn } from "../../session/guard.ts";

export const Route = createFileRoute("/offers/$id/counter")({
  beforeLoad: requireSignIn,
  component: Counter,
});

function Counter() {
  return <CounterPage id={Route.useParams().id} />;
}
