import { createFileRoute } from "@tanstack/react-router";
import { StaffPage } from "../../features/staff/staff_page.tsx";

export const Route = createFileRoute("/staff/")({ component: StaffPage });
