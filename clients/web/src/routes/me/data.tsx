import { createFileRoute } from "@tanstack/react-router";
import { DataPage } from "../../features/data/data_page.tsx";
import { requireSignIn } from "../../session/guard.ts";

export const Route = createFileRoute("/me/data")({
  beforeLoad: requireSignIn,
  component: DataPage,
});
