import { createFileRoute } from "@tanstack/react-router";
import { StaffQueue } from "../../features/staff/staff_queue.tsx";

export const Route = createFileRoute("/staff/$queue")({
  validateSearch: (search: Record<string, unknown>): { case?: string } =>
    typeof search["case"] === "string" ? { case: search["case"] } : {},
  component: Queue,
});

function Queue() {
  const { queue } = Route.useParams();
  const { case: caseId } = Route.useSearch();
  return <StaffQueue key={queue} name={queue} caseId={caseId} />;
}
