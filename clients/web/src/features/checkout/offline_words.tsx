/** How a payment stands that no provider sees: the payee's side says whether it came. */
import { Trans } from "@lingui/react/macro";
import { CircleAlert, Clock } from "lucide-react";
import type { Standing } from "./standing.ts";
import { Turning, Words } from "./standing_frame.tsx";

/** The words; `isRent`: whether a landlord is paid. */
export function OfflineWords(
  { standing, isRent }: {
    readonly standing: Extract<
      Standing,
      "looked_at" | "recorded" | "disputed" | "unanswered" | "agreed"
    >;
    readonly isRent: boolean;
  },
) {
  switch (standing) {
    case "looked_at":
      return (
        <Words
          sign={<Clock className="size-12 text-info" />}
          title={isRent
            ? <Trans>Your landlord looks whether it came</Trans>
            : <Trans>Who gets the money looks whether it came</Trans>}
        >
          <Trans>You hear of it as soon as they say so. Do not pay it again.</Trans>
        </Words>
      );
    case "recorded":
      return (
        <Words
          sign={<Clock className="size-12 text-info" />}
          title={isRent
            ? <Trans>Your landlord says that you paid it</Trans>
            : <Trans>Who gets the money says that you paid it</Trans>}
        >
          <Trans>
            Unless you say no, it counts as so after some days, and you get the receipt.
          </Trans>
        </Words>
      );
    case "disputed":
      return (
        <Words
          sign={<Clock className="size-12 text-info" />}
          title={<Trans>You said that it is not so</Trans>}
        >
          <Trans>Estate's staff look at what both sides say, and decide. You hear of it.</Trans>
        </Words>
      );
    case "unanswered":
      return (
        <Words
          sign={<CircleAlert className="size-12 text-warn" />}
          title={<Trans>Nobody looked in time whether it came</Trans>}
        >
          <Trans>Money that came is not lost: it can still be confirmed.</Trans>
        </Words>
      );
    case "agreed":
      return (
        <Words
          sign={<Turning />}
          title={isRent
            ? <Trans>Your landlord has confirmed it</Trans>
            : <Trans>Who gets the money has confirmed it</Trans>}
        >
          <Trans>Your receipt is being made.</Trans>
        </Words>
      );
  }
}
