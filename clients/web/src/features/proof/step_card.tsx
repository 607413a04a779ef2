/** One step in the list: what it is, how far one is with it, and the way on. */
import { Trans } from "@lingui/react/macro";
import type { VerificationStep } from "@estate/sdk";
import { LinkButton } from "../../ui/button.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";
import { Said } from "./said.tsx";
import { mayBegin, stateOf } from "./step_state.ts";
import { kindName, stateWords } from "./step_words.ts";

/** The card. */
export function StepCard({ step }: { readonly step: VerificationStep }) {
  const { meaning, words } = stateWords(stateOf(step));
  const name = kindName(step.kind);
  const begins = mayBegin(step) && step.case_id === null;
  return (
    <section className="rounded-card border border-line p-4 sm:p-6">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 className="text-18 font-semibold">{name}</h2>
        <StatusChip meaning={meaning}>{words}</StatusChip>
      </div>
      <p className="mt-1">
        <Said sentence={step.asks} />.
      </p>
      <p className="text-14 text-muted">
        <Said sentence={step.because} />.
      </p>
      <div className="mt-3">
        <LinkButton
          to="/me/proof/$kind"
          params={{ kind: step.kind }}
          look={begins && step.verified_at === null ? "secondary" : "quiet"}
          className={begins && step.verified_at === null ? "" : "-ml-4"}
        >
          {begins && step.verified_at === null ? <Trans>Begin</Trans> : <Trans>Look at it</Trans>}
          <span className="sr-only">{name}</span>
        </LinkButton>
      </div>
    </section>
  );
}
