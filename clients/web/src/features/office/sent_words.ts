/** How a message to a tenant went, in words. */
import { t } from "@lingui/core/macro";
import type { SentMessage } from "@estate/sdk";
import type { Meaning } from "../../ui/status_chip.tsx";

/** Its state as a chip says it. */
export function sentState(
  status: SentMessage["status"],
): { readonly meaning: Meaning; readonly words: string } {
  switch (status) {
    case "queued":
    case "sending":
      return { meaning: "wait", words: t`On its way` };
    case "unknown":
      return { meaning: "warn", words: t`Nobody knows` };
    case "sent":
      return { meaning: "info", words: t`Handed over` };
    case "delivered":
      return { meaning: "good", words: t`Arrived` };
    case "failed":
      return { meaning: "bad", words: t`Did not arrive` };
    case "suppressed":
      return { meaning: "wait", words: t`Not sent` };
  }
}

/** Why, and what can be done; the code itself where there are no words for it. */
export function sentReason({ channel, reason }: Pick<SentMessage, "channel" | "reason">): string {
  const words: Readonly<Record<string, string>> = {
    no_address: channel === "sms"
      ? t`The tenant has not confirmed a number: ask them to, under Me`
      : t`The tenant has not confirmed an e-mail address: ask them to, under Me`,
    refused: t`The tenant does not want it this way`,
    read: t`The tenant had read it already`,
    settled: t`It was paid by then`,
    withdrawn: t`It was withdrawn by then`,
    quiet: t`It waits for the morning`,
    too_late: t`It would have come too late`,
    out_of_reach: t`The number is of a country that we do not reach`,
    too_long: t`It was too long for an SMS`,
    no_report: t`The provider never said whether it arrived`,
    redriven: t`It is sent again`,
  };
  if (reason === null) return "";
  return words[reason] ?? reason.replaceAll("_", " ");
}
