/** What can be decided about an application where it stands; the project has the last word. */
import type { ReceivedApplication } from "@estate/sdk";
import type { Decision } from "./decisions.ts";

/** The first of them is what mostly comes next. */
export function openDecisions(status: ReceivedApplication["status"]): readonly Decision[] {
  switch (status) {
    case "submitted":
      return ["shortlist", "decline"];
    case "under_review":
      return ["shortlist", "decline"];
    case "shortlisted":
      return ["offer", "decline"];
    case "offered":
      return ["decline"];
    default:
      return [];
  }
}
