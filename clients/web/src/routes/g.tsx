import { createFileRoute } from "@tanstack/react-router";
import { GuaranteePage } from "../features/links/guarantee_page.tsx";

export const Route = createFileRoute("/g")({ component: GuaranteePage });
