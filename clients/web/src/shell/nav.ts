/**
 * The five places of each hat: the bar at the foot of a phone, the rail at the side of a larger screen. A screen that is
 * done gets its row here; nothing stands here that leads nowhere.
 */
import { t } from "@lingui/core/macro";
import {
  Banknote,
  Bell,
  Home,
  type LucideIcon,
  MessageCircle,
  Search,
  UserRound,
} from "lucide-react";
import { type Hat, homeOf } from "./hat.ts";

/** One of them. */
export interface Place {
  readonly to: string;
  readonly label: string;
  readonly Icon: LucideIcon;
  /** Whether it is marked on this address alone, not on those below it. */
  readonly exact?: boolean;
}

/** The places of a hat, at most five on a phone. */
export function placesOf(hat: Hat): readonly Place[] {
  const me: Place = { to: "/me", label: t({ message: "Me", context: "place" }), Icon: UserRound };
  const messages: Place = {
    to: "/messages",
    label: t({ message: "Messages", context: "place" }),
    Icon: MessageCircle,
  };
  const alerts: Place = {
    to: "/notifications",
    label: t({ message: "Alerts", context: "place" }),
    Icon: Bell,
  };
  const home = homeOf(hat);
  switch (hat.kind) {
    case "visitor":
      return [
        { to: "/", label: t({ message: "Home", context: "place" }), Icon: Home, exact: true },
        { to: "/search", label: t({ message: "Search", context: "place" }), Icon: Search },
        messages,
        alerts,
        me,
      ];
    case "tenant":
      return [
        { to: home, label: t({ message: "Home", context: "place" }), Icon: Home, exact: true },
        { to: `${home}/pay`, label: t({ message: "Pay", context: "place" }), Icon: Banknote },
        messages,
        alerts,
        me,
      ];
    case "work":
      return [
        { to: home, label: t({ message: "Today", context: "place" }), Icon: Home, exact: true },
        me,
      ];
    case "staff":
      return [me];
  }
}
