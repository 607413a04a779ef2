import { createFileRoute } from "@tanstack/react-router";
import { GuaranteePage } from "../features/links/guarantee_page.tsx";
import { nameIfSignedIn } from "../session/require_name.ts";

export const Route = createFileRoute("/guarantees")({
  beforeLoad: nameIfSignedIn,
  component: GuaranteePage,
});
