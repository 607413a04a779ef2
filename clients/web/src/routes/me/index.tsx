import { createFileRoute } from "@tanstack/react-router";
import { MePage } from "../../features/profile/me_page.tsx";

export const Route = createFileRoute("/me/")({ component: MePage });
