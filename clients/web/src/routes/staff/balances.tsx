import { createFileRoute } from "@tanstack/react-router";
import { BalancesPage } from "../../features/staff/balances_page.tsx";

export const Route = createFileRoute("/staff/balances")({ component: BalancesPage });
