/** How a payment stands: sign, word and what it means for the payer. */
import { Trans } from "@lingui/react/macro";
import { CircleAlert, CircleCheck, Clock, Undo2 } from "lucide-react";
import { OfflineWords } from "./offline_words.tsx";
import type { Standing } from "./standing.ts";
import { Turning, Words } from "./standing_frame.tsx";

/** The words; `isRent`: whether a landlord is paid. */
export function StandingWords(
  { standing, isRent }: { readonly standing: Standing; readonly isRent: boolean },
) {
  switch (standing) {
    case "unpaid":
      return (
        <Words
          sign={<CircleAlert className="size-12 text-warn" />}
          title={<Trans>Not paid yet</Trans>}
        >
          <Trans>You began to pay and did not finish. Go on, or choose another way.</Trans>
        </Words>
      );
    case "asking":
      return (
        <Words sign={<Turning />} title={<Trans>We are asking the bank</Trans>}>
          <Trans>This takes some seconds. You need not do anything, and need not pay again.</Trans>
        </Words>
      );
    case "late":
      return (
        <Words sign={<Turning />} title={<Trans>The bank takes longer than usual</Trans>}>
          <Trans>
            You may leave this page: you hear of it as soon as it is known. Do not pay again: money
            that has left your account is not lost.
          </Trans>
        </Words>
      );
    case "looked_at":
    case "recorded":
    case "disputed":
    case "unanswered":
    case "agreed":
      return <OfflineWords standing={standing} isRent={isRent} />;
    case "settled":
      return (
        <Words sign={<Turning />} title={<Trans>The bank has confirmed it</Trans>}>
          <Trans>Your receipt is being made.</Trans>
        </Words>
      );
    case "confirmed":
      return (
        <Words
          sign={<CircleCheck className="size-12 text-good" />}
          title={<Trans>The payment is confirmed</Trans>}
        >
          <Trans>Sign in as who paid to see the receipt.</Trans>
        </Words>
      );
    case "paid":
      return (
        <Words
          sign={<CircleCheck className="size-12 text-good" />}
          title={<Trans>Paid</Trans>}
        >
          <Trans>Your money has arrived.</Trans>
        </Words>
      );
    case "went_back":
      return (
        <Words
          sign={<Undo2 className="size-12 text-info" />}
          title={<Trans>This payment went back to you</Trans>}
        >
          <Trans>Banks take some days to show what comes back.</Trans>
        </Words>
      );
    case "failed":
      return (
        <Words
          sign={<CircleAlert className="size-12 text-bad" />}
          title={<Trans>Not paid</Trans>}
        >
          <Trans>
            The payment did not happen. Try again, or choose another way. If your bank shows that
            money left, keep the reference: what arrives late is not lost.
          </Trans>
        </Words>
      );
    case "given_up":
      return (
        <Words
          sign={<CircleAlert className="size-12 text-warn" />}
          title={<Trans>Nobody paid</Trans>}
        >
          <Trans>The page of the provider was left before paying. You can begin again.</Trans>
        </Words>
      );
    case "in_review":
      return (
        <Words
          sign={<Clock className="size-12 text-warn" />}
          title={<Trans>A person looks at this payment</Trans>}
        >
          <Trans>
            Money moved, but not as was asked. Estate's staff see to it; do not pay again before you
            hear of it.
          </Trans>
        </Words>
      );
    case "taken_back":
      return (
        <Words
          sign={<CircleAlert className="size-12 text-bad" />}
          title={<Trans>This payment was taken back</Trans>}
        >
          {isRent
            ? <Trans>What it paid is open again. Ask your landlord why, if you do not know.</Trans>
            : (
              <Trans>
                What it paid is open again. Ask who got the money why, if you do not know.
              </Trans>
            )}
        </Words>
      );
  }
}
