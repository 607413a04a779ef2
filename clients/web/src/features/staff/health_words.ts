/** How a part of the work in the background stands, and what the project says is wrong with it, in words. */
import { t } from "@lingui/core/macro";
import type { Meaning } from "../../ui/status_chip.tsx";
import type { WorkState } from "./health_state.ts";

/** Colour and word of a state. */
export function stateWords(
  state: WorkState,
): { readonly meaning: Meaning; readonly words: string } {
  switch (state) {
    case "late":
      return { meaning: "bad", words: t`Late` };
    case "failing":
      return { meaning: "warn", words: t`Broke off` };
    case "paused":
      return { meaning: "info", words: t`Paused` };
    case "busy":
      return { meaning: "info", words: t`At work` };
    case "idle":
      return { meaning: "wait", words: t`Not run yet` };
    case "well":
      return { meaning: "good", words: t`On time` };
  }
}

/** What the project says is wrong: the sentence in words of ours, what the machine said behind its colon. */
export function whyOf(
  says: string | null,
): { readonly words: string; readonly detail?: string } | undefined {
  if (says === null || says === "") return undefined;
  const [sentence = "", ...rest] = says.split(": ");
  const detail = rest.join(": ");
  const more = detail === "" ? {} : { detail };
  switch (sentence) {
    case "Waits longer than it should":
      return { words: t`Waits longer than it should`, ...more };
    case "Broke off each time lately":
      return { words: t`Broke off each time lately`, ...more };
    case "Failed lately":
      return { words: t`Failed lately`, ...more };
    case "Should have run since":
      return { words: t`Should have run since`, ...more };
    case "Paused by staff":
      return { words: t`Paused by staff`, ...more };
    case "Its oldest message is tried for more than a day":
      return { words: t`Its oldest message is tried for more than a day`, ...more };
    case "Nothing runs by the clock":
      return { words: t`Nothing runs by the clock`, ...more };
    default:
      return { words: says };
  }
}
