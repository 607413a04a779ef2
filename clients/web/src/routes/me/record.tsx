import { createFileRoute } from "@tanstack/react-router";
import { type RecordAddress, RecordPage } from "../../features/record/record_page.tsx";
import { requireSignIn } from "../../session/guard.ts";

export const Route = createFileRoute("/me/record")({
  validateSearch: (raw): RecordAddress =>
    typeof raw["share"] === "string" ? { share: raw["share"] } : {},
  beforeLoad: requireSignIn,
  component: Record,
});

function Record() {
  return <RecordPage {...Route.useSearch()} />;
}
