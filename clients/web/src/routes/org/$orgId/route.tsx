import { createFileRoute } from "@tanstack/react-router";
import { requireName } from "../../../session/require_name.ts";

export const Route = createFileRoute("/org/$orgId")({ beforeLoad: requireName });
