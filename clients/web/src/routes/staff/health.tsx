import { createFileRoute } from "@tanstack/react-router";
import { HealthPage } from "../../features/staff/health_page.tsx";

export const Route = createFileRoute("/staff/health")({ component: HealthPage });
