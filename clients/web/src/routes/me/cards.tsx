import { createFileRoute } from "@tanstack/react-router";
import { CardsPage } from "../../features/checkout/cards_page.tsx";
import { requireSignIn } from "../../session/guard.ts";

export const Route = createFileRoute("/me/cards")({
  beforeLoad: requireSignIn,
  component: CardsPage,
});
