/** The ways to proof, second factor, one's cards and data, what one is told of, and where the money of one's organizations goes. */
import { t } from "@lingui/core/macro";
import { Link } from "@tanstack/react-router";
import {
  Bell,
  Building2,
  ChevronRight,
  CreditCard,
  FileDown,
  KeyRound,
  Landmark,
  type LucideIcon,
  ScrollText,
  ShieldCheck,
} from "lucide-react";
import type { Hats } from "@estate/sdk";
import { Card } from "../../ui/card.tsx";

interface Way {
  readonly to: string;
  readonly Icon: LucideIcon;
  readonly label: string;
}

/** The card; of organizations those whose money is the person's affair. */
export function SafetyCard({ hats }: { readonly hats: Hats | undefined }) {
  const ways: readonly Way[] = [
    { to: "/me/proof", Icon: ShieldCheck, label: t`Prove who you are` },
    { to: "/me/second-factor", Icon: KeyRound, label: t`Second factor` },
    { to: "/me/record", Icon: ScrollText, label: t`Your rental record` },
    { to: "/me/cards", Icon: CreditCard, label: t`Your cards` },
    { to: "/me/data", Icon: FileDown, label: t`Your data` },
    { to: "/me/preferences", Icon: Bell, label: t`What you are told, and how` },
    ...(hats?.memberships ?? [])
      .filter(({ role }) => role === "owner" || role === "accountant")
      .map(({ org_id: id, name }) => ({
        to: `/org/${id}/settings/payee`,
        Icon: Landmark,
        label: t`Where the money of ${name} goes`,
      })),
    { to: "/org/new", Icon: Building2, label: t`Let, sell or manage homes` },
  ];
  return (
    <Card title={t`Your account`}>
      <ul className="-my-2 flex flex-col divide-y divide-line">
        {ways.map(({ to, Icon, label }) => (
          <li key={to}>
            <Link
              // Addresses with their ids filled in; the router types patterns.
              to={to as "/me/proof"}
              className="flex min-h-14 items-center gap-3 py-2 hover:text-brand"
            >
              <Icon aria-hidden="true" className="size-5 shrink-0 text-brand" strokeWidth={1.75} />
              <span className="min-w-0 flex-1 font-semibold">{label}</span>
              <ChevronRight aria-hidden="true" className="size-5 shrink-0 text-muted" />
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
