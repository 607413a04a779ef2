/**
 * The five places of each hat: the bar at the foot of a phone, the rail at the side of a larger screen. A screen that is
 * done gets its row here; nothing stands here that leads nowhere.
 */
import { t } from "@lingui/core/macro";
import {
  Banknote,
  Building2,
  Home,
  type LucideIcon,
  Megaphone,
  Search,
  UserRound,
  WalletCards,
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
  const home = homeOf(hat);
  switch (hat.kind) {
    case "visitor":
      return [
        { to: "/", label: t({ message: "Home", context: "place" }), Icon: Home, exact: true },
        { to: "/search", label: t({ message: "Search", context: "place" }), Icon: Search },
        me,
      ];
    case "tenant":
      return [
        { to: home, label: t({ message: "Home", context: "place" }), Icon: Home, exact: true },
        { to: `${home}/pay`, label: t({ message: "Pay", context: "place" }), Icon: Banknote },
        me,
      ];
    case "work":
      return [
        { to: home, label: t({ message: "Today", context: "place" }), Icon: Home, exact: true },
        { to: `${home}/homes`, label: t({ message: "Homes", context: "place" }), Icon: Building2 },
        {
          to: `${home}/listings`,
          label: t({ message: "Listings", context: "place" }),
          Icon: Megaphone,
        },
        {
          to: `${home}/money`,
          label: t({ message: "Money", context: "place" }),
          Icon: WalletCards,
        },
        me,
      ];
    case "staff":
      return [me];
  }
}
