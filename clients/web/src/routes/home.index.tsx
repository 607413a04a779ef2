import { createFileRoute } from "@tanstack/react-router";
import { HomesPage } from "../features/rent/homes_page.tsx";
import { requireSignIn } from "../session/guard.ts";

export const Route = createFileRoute("/home/")({ beforeLoad: requireSignIn, component: HomesPage });
