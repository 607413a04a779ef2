import { createFileRoute } from "@tanstack/react-router";
import { InspectionPage } from "../features/inspections/inspection_page.tsx";
import { requireSignIn } from "../session/guard.ts";

const answers = ["sign", "refuse"] as const;

export const Route = createFileRoute("/home/$tenancyId/inspections/$id")({
  validateSearch: (raw): { readonly say?: (typeof answers)[number] } => {
    const say = answers.find((it) => it === raw["say"]);
    return say === undefined ? {} : { say };
  },
  beforeLoad: requireSignIn,
  component: Inspection,
});

function Inspection() {
  return <InspectionPage {...Route.useParams()} {...Route.useSearch()} />;
}
