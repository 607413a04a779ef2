/** What chosen charges come to beside what came in, before it is confirmed. */
import { Trans } from "@lingui/react/macro";
import { naira } from "../../format/naira.ts";
import type { Against } from "./likely.ts";

/** A line that is read out as it changes. */
export function Sum({ sum, came }: { readonly sum: Against; readonly came: number }) {
  return <p role="status">{words(sum, came)}</p>;
}

function words({ verdict, chosen_kobo, by_kobo }: Against, came: number) {
  switch (verdict) {
    case "none":
      return <Trans>{naira(came)} came in. Choose what it pays.</Trans>;
    case "same":
      return <Trans>{naira(came)} came in, and that is what is chosen.</Trans>;
    case "open":
      return (
        <Trans>
          {naira(came)} came in for {naira(chosen_kobo)}: {naira(by_kobo)} stays open.
        </Trans>
      );
    case "credit":
      return (
        <Trans>
          {naira(came)} came in for {naira(chosen_kobo)}: {naira(by_kobo)} becomes credit.
        </Trans>
      );
  }
}
