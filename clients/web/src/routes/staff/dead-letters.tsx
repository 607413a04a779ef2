import { createFileRoute } from "@tanstack/react-router";
import { DeadLettersPage } from "../../features/staff/dead_letters_page.tsx";

export const Route = createFileRoute("/staff/dead-letters")({ component: DeadLettersPage });
