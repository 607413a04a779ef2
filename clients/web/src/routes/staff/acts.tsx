import { createFileRoute } from "@tanstack/react-router";
import { ActsPage } from "../../features/staff/acts_page.tsx";

export const Route = createFileRoute("/staff/acts")({ component: ActsPage });
