/** What a lister may do next with a listing; the project decides whether it goes. */
import type { Listing } from "@estate/sdk";

/** publish: open it to visitors. confirm: it is still true. pause: hide it. close: for good. */
export type Move = "publish" | "confirm" | "pause" | "close";

/** In the order of their worth: the first one is the next thing to do. */
export function movesOf(status: Listing["status"]): readonly Move[] {
  switch (status) {
    case "draft":
      return ["publish", "close"];
    case "published":
      return ["confirm", "pause", "close"];
    case "stale":
      return ["confirm", "close"];
    case "paused":
      return ["publish", "close"];
    default:
      return [];
  }
}

/** Whether fees may still be changed: not once a deal is made. */
export const isOnOffer = (status: Listing["status"]): boolean =>
  !["let", "sold", "closed"].includes(status);
