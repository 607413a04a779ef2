/** What a step asks for, why, and what is kept of it: before anything is typed. */
import { t } from "@lingui/core/macro";
import type { VerificationStep } from "@estate/sdk";
import { Said } from "./said.tsx";

/** The three answers. They are the project's own: what they promise must be what it does. */
export function Explained(
  { step }: { readonly step: Pick<VerificationStep, "asks" | "because" | "keeps"> },
) {
  return (
    <dl className="grid gap-3 rounded-card bg-raised p-4 sm:grid-cols-[8rem_1fr] sm:p-6">
      <Line name={t`What we ask`} words={step.asks} />
      <Line name={t`Why`} words={step.because} />
      <Line name={t`What we keep`} words={step.keeps} />
    </dl>
  );
}

function Line({ name, words }: { readonly name: string; readonly words: string }) {
  return (
    <>
      <dt className="text-14 text-muted sm:pt-0.5">{name}</dt>
      <dd className="-mt-3 sm:mt-0">
        <Said sentence={words} />.
      </dd>
    </>
  );
}
