import { createFileRoute } from "@tanstack/react-router";
import { requireSignIn } from "../../../session/guard.ts";

export const Route = createFileRoute("/home/$tenancyId")({ beforeLoad: requireSignIn });
