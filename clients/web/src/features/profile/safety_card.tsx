/** The ways to proof, second factor and what one is told of. */
import { t } from "@lingui/core/macro";
import { Link } from "@tanstack/react-router";
import { Bell, ChevronRight, KeyRound, ShieldCheck } from "lucide-react";
import { Card } from "../../ui/card.tsx";

/** The card. */
export function SafetyCard() {
  const ways = [
    { to: "/me/proof", Icon: ShieldCheck, label: t`Prove who you are` },
    { to: "/me/second-factor", Icon: KeyRound, label: t`Second factor` },
    { to: "/me/preferences", Icon: Bell, label: t`What you are told, and how` },
  ] as const;
  return (
    <Card title={t`Your account`}>
      <ul className="-my-2 flex flex-col divide-y divide-line">
        {ways.map(({ to, Icon, label }) => (
          <li key={to}>
            <Link to={to} className="flex min-h-14 items-center gap-3 hover:text-brand">
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
