import { createFileRoute, Outlet } from "@tanstack/react-router";
import { StaffGate } from "../../features/staff/staff_gate.tsx";
import { requireSignIn } from "../../session/guard.ts";

export const Route = createFileRoute("/staff")({
  beforeLoad: requireSignIn,
  component: () => (
    <StaffGate>
      <Outlet />
    </StaffGate>
  ),
});
