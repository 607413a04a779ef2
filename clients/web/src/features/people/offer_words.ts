/** Where an offer stands, in words. */
import { t } from "@lingui/core/macro";
import type { ReceivedOffer } from "@estate/sdk";
import type { Meaning } from "../../ui/status_chip.tsx";
import { turnOf } from "./offer_turn.ts";

/** Where it stands now. */
export function offerState(
  offer: ReceivedOffer,
): { readonly meaning: Meaning; readonly words: string } {
  switch (offer.status) {
    case "open": {
      const turn = turnOf(offer, new Date());
      return turn === "ours"
        ? { meaning: "warn", words: t`Waits for your answer` }
        : turn === "theirs"
        ? { meaning: "wait", words: t`Waits for their answer` }
        : { meaning: "bad", words: t`Not answered in time` };
    }
    case "accepted":
      return { meaning: "good", words: t`Agreed: the home is held` };
    case "converted":
      return offer.purpose === "rent"
        ? { meaning: "good", words: t`Became a tenancy` }
        : { meaning: "good", words: t`Sold` };
    case "declined":
      return { meaning: "bad", words: t`Declined` };
    case "withdrawn":
      return { meaning: "wait", words: t`Taken back by them` };
    case "expired":
      return { meaning: "bad", words: t`Not answered in time` };
    case "lapsed":
      return { meaning: "bad", words: t`Came to nothing` };
  }
}
