/** What the screen of an application shows. */
import type { Application } from "@estate/sdk";

/** None yet, or one that is over: then another may be begun. */
export type Standing = "none" | "over" | "draft" | "sent";

/** Whether its applicant may take it back: until it is accepted. */
export const isWithdrawable = (status: Application["status"]): boolean =>
  ["submitted", "shortlisted", "offered", "under_review"].includes(status);

/** How an application stands for whom made it. */
export function standingOf(status: Application["status"] | undefined): Standing {
  switch (status) {
    case undefined:
      return "none";
    case "draft":
      return "draft";
    case "declined":
    case "withdrawn":
    case "expired":
    case "converted":
      return "over";
    default:
      return "sent";
  }
}
