import { createFileRoute } from "@tanstack/react-router";
import { PeoplePage } from "../../features/staff/people_page.tsx";

export const Route = createFileRoute("/staff/people")({ component: PeoplePage });
