/** Queues of the staff that stand beside the first of them. */
import { t } from "@lingui/core/macro";
import { Activity, CreditCard, MailX, ScrollText, Siren } from "lucide-react";
import type { Place } from "./nav.ts";

/** Reached on a phone from the list of queues. */
export function moreOfStaff(): readonly Place[] {
  const places = [
    { to: "/staff/fraud", label: t({ message: "Signals", context: "place" }), Icon: Siren },
    { to: "/staff/titles", label: t({ message: "Titles", context: "place" }), Icon: ScrollText },
    {
      to: "/staff/payments",
      label: t({ message: "Payments", context: "place" }),
      Icon: CreditCard,
    },
    {
      to: "/staff/dead-letters",
      label: t({ message: "Given up", context: "place" }),
      Icon: MailX,
    },
    { to: "/staff/health", label: t({ message: "Health", context: "place" }), Icon: Activity },
  ];
  return places.map((it) => ({ ...it, isForRail: true }));
}
