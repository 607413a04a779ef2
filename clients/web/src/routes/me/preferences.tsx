import { createFileRoute } from "@tanstack/react-router";
import { PreferencesPage } from "../../features/preferences/preferences_page.tsx";
import { requireSignIn } from "../../session/guard.ts";

export const Route = createFileRoute("/me/preferences")({
  beforeLoad: requireSignIn,
  component: PreferencesPage,
});
