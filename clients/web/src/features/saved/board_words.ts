/** How an enquiry and an application stand, in words. */
import { t } from "@lingui/core/macro";
import type { Application, Enquiry, Offer } from "@estate/sdk";
import type { Meaning } from "../../ui/status_chip.tsx";

/** A state and what it means. */
export interface Standing {
  readonly meaning: Meaning;
  readonly words: string;
}

/** Of a question. */
export function standingOfEnquiry(status: Enquiry["status"]): Standing {
  switch (status) {
    case "new":
      return { meaning: "wait", words: t`Waits for an answer` };
    case "answered":
      return { meaning: "good", words: t`Answered` };
    case "closed":
      return { meaning: "info", words: t`Closed` };
  }
}

/** Of an offer, for who made it. */
export function standingOfOffer(status: Offer["status"]): Standing {
  switch (status) {
    case "open":
      return { meaning: "wait", words: t`Terms are being agreed` };
    case "accepted":
    case "converted":
      return { meaning: "good", words: t`Offer accepted` };
    case "declined":
      return { meaning: "bad", words: t`Offer declined` };
    default:
      return { meaning: "info", words: t`Offer over` };
  }
}

/** Of an application. */
export function standingOfApplication(status: Application["status"]): Standing {
  switch (status) {
    case "draft":
      return { meaning: "info", words: t`Not sent yet` };
    case "submitted":
    case "under_review":
      return { meaning: "wait", words: t`Being looked at` };
    case "shortlisted":
      return { meaning: "good", words: t`On the short list` };
    case "offered":
      return { meaning: "good", words: t`Offered to you` };
    case "accepted":
    case "converted":
      return { meaning: "good", words: t`Accepted` };
    case "declined":
      return { meaning: "bad", words: t`Declined` };
    case "withdrawn":
      return { meaning: "info", words: t`Withdrawn` };
    case "expired":
      return { meaning: "info", words: t`Too old` };
  }
}
