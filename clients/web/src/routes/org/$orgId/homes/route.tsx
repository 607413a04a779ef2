import { createFileRoute, Outlet } from "@tanstack/react-router";
import { HomesFrame } from "../../../../features/homes/homes_frame.tsx";

export const Route = createFileRoute("/org/$orgId/homes")({ component: Homes });

function Homes() {
  return (
    <HomesFrame orgId={Route.useParams().orgId}>
      <Outlet />
    </HomesFrame>
  );
}
