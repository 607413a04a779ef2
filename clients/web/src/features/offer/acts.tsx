/** What can be done about an offer now, and the sheet of each. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { OfferStory } from "@estate/sdk";
import { lazy, Suspense } from "react";
import { naira } from "../../format/naira.ts";
import { Button, LinkButton } from "../../ui/button.tsx";
import { type Act, actsOf } from "./turn.ts";

const ActSheet = lazy(() => import("./act_sheet.tsx"));

/** The buttons; none once it is over. */
export function Acts(
  { offer, now, act, onAct }: {
    readonly offer: OfferStory;
    readonly now: number;
    readonly act: Act | undefined;
    readonly onAct: (act: Act | undefined) => void;
  },
) {
  const acts = actsOf(offer, now);
  if (acts.length === 0) return null;
  const amount = naira(offer.rounds.at(-1)?.amount_kobo ?? 0);
  return (
    <div className="mt-4 acts">
      {acts.includes("accept") && (
        <Button onClick={() => onAct("accept")}>{t`Accept ${amount}`}</Button>
      )}
      {acts.includes("counter") && (
        <LinkButton look="secondary" to="/offers/$id/counter" params={{ id: offer.id }}>
          <Trans>Answer with other terms</Trans>
        </LinkButton>
      )}
      {acts.includes("withdraw") && (
        <Button look="quiet" onClick={() => onAct("withdraw")}>
          <Trans>Take it back</Trans>
        </Button>
      )}
      {acts.includes("release") && (
        <Button look="quiet" onClick={() => onAct("release")}>
          <Trans>I do not want it any more</Trans>
        </Button>
      )}
      {act !== undefined && act !== "counter" && acts.includes(act) && (
        <Suspense>
          <ActSheet offer={offer} act={act} onClose={() => onAct(undefined)} />
        </Suspense>
      )}
    </div>
  );
}
