/** Where a listing stands, in words. */
import { t } from "@lingui/core/macro";
import type { Listing } from "@estate/sdk";
import type { Meaning } from "../ui/status_chip.tsx";

/** Colour and word of a state. */
export function listingStatus(
  status: Listing["status"],
): { readonly meaning: Meaning; readonly words: string } {
  switch (status) {
    case "draft":
      return { meaning: "wait", words: t`Draft` };
    case "pending_review":
      return { meaning: "wait", words: t`Estate looks at it` };
    case "published":
      return { meaning: "good", words: t`Open to visitors` };
    case "paused":
      return { meaning: "info", words: t`Hidden by you` };
    case "stale":
      return { meaning: "warn", words: t`Hidden: not confirmed in time` };
    case "reserved":
      return { meaning: "info", words: t`Kept for somebody` };
    case "under_offer":
      return { meaning: "info", words: t`A sale is agreed` };
    case "let":
      return { meaning: "good", words: t`Let` };
    case "sold":
      return { meaning: "good", words: t`Sold` };
    case "closed":
      return { meaning: "wait", words: t`Closed` };
    case "suspended":
      return { meaning: "bad", words: t`Taken down by Estate` };
  }
}
