/**
 * The five places of each hat: the bar at the foot of a phone, the rail at the side of a larger screen. A screen that is
 * done gets its row here; nothing stands here that leads nowhere.
 */
import { t } from "@lingui/core/macro";
import {
  Banknote,
  Bell,
  Building2,
  ChartColumn,
  Ellipsis,
  Flag,
  Heart,
  Home,
  IdCard,
  Inbox,
  KeyRound,
  type LucideIcon,
  Mail,
  Megaphone,
  MessageCircle,
  Search,
  Settings,
  UserRound,
  Users,
  WalletCards,
} from "lucide-react";
import { type Hat, homeOf } from "./hat.ts";
import { moreOfStaff } from "./nav_of_staff.ts";

/** One of them. */
export interface Place {
  readonly to: string;
  readonly label: string;
  readonly Icon: LucideIcon;
  /** Whether it is marked on this address alone, not on those below it. */
  readonly exact?: boolean;
  /** Left out of the bar of a phone, where five have room: reached by "More", or from the first of them. */
  readonly isForRail?: boolean;
  /** In the bar of a phone alone. */
  readonly isForPhone?: boolean;
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
        { to: "/saved", label: t({ message: "Saved", context: "place" }), Icon: Heart },
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
      return [...placesOfWork(home), messages, moreOf(home), { ...alerts, isForRail: true }, {
        ...me,
        isForRail: true,
      }];
    case "staff":
      return [
        { to: home, label: t({ message: "Queues", context: "place" }), Icon: Inbox, exact: true },
        {
          to: "/staff/identity",
          label: t({ message: "Identity", context: "place" }),
          Icon: IdCard,
        },
        {
          to: "/staff/listings",
          label: t({ message: "Listings", context: "place" }),
          Icon: Building2,
        },
        { to: "/staff/reports", label: t({ message: "Reports", context: "place" }), Icon: Flag },
        ...moreOfStaff(),
        me,
      ];
  }
}

/** What waits in one organization, and its parts, each with screens of its own. */
function placesOfWork(home: string): readonly Place[] {
  return [
    { to: home, label: t({ message: "Today", context: "place" }), Icon: Home, exact: true },
    { to: `${home}/homes`, label: t({ message: "Homes", context: "place" }), Icon: Building2 },
    { to: `${home}/money`, label: t({ message: "Money", context: "place" }), Icon: WalletCards },
    {
      to: `${home}/listings`,
      label: t({ message: "Listings", context: "place" }),
      Icon: Megaphone,
      isForRail: true,
    },
    {
      to: `${home}/reports`,
      label: t({ message: "Reports", context: "place" }),
      Icon: ChartColumn,
      isForRail: true,
    },
    {
      to: `${home}/letters`,
      label: t({ message: "Letters", context: "place" }),
      Icon: Mail,
      isForRail: true,
    },
    {
      to: `${home}/people`,
      label: t({ message: "People", context: "place" }),
      Icon: Users,
      isForRail: true,
    },
    {
      to: `${home}/lettings`,
      label: t({ message: "Tenancies", context: "place" }),
      Icon: KeyRound,
      isForRail: true,
    },
    {
      to: `${home}/settings`,
      label: t({ message: "Settings", context: "place" }),
      Icon: Settings,
      isForRail: true,
    },
  ];
}

/** On a phone the way to what its bar has no room for. */
function moreOf(home: string): Place {
  return {
    to: `${home}/more`,
    label: t({ message: "More", context: "place" }),
    Icon: Ellipsis,
    isForPhone: true,
  };
}
