/** What others see of what was checked: each with its day, never the word "verified" alone. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { VerificationStep } from "@estate/sdk";
import { ShieldCheck } from "lucide-react";
import { dateOf } from "../../format/date.ts";
import { Card } from "../../ui/card.tsx";
import { inOrder } from "./proof_query.ts";
import { kindName } from "./step_words.ts";

/** The card. */
export function Badges({ steps }: { readonly steps: readonly VerificationStep[] }) {
  const checked = inOrder
    .map((kind) => steps.find((it) => it.kind === kind && it.verified_at !== null))
    .filter((it) => it !== undefined);
  return (
    <Card title={t`What others see`}>
      {checked.length === 0
        ? (
          <p className="text-muted">
            <Trans>Nothing was checked yet.</Trans>
          </p>
        )
        : (
          <ul className="flex flex-col gap-2">
            {checked.map((step) => (
              <li key={step.kind} className="flex items-start gap-2 text-good">
                <ShieldCheck aria-hidden="true" className="mt-0.5 size-5 shrink-0" />
                <span>{badgeWords(step)}</span>
              </li>
            ))}
          </ul>
        )}
    </Card>
  );
}

function badgeWords(step: VerificationStep): string {
  const name = kindName(step.kind);
  const on = dateOf(step.verified_at);
  // The generated types cannot say that it may be null.
  const until = step.expires_at as string | null;
  return until === null
    ? t`${name} checked on ${on}`
    : t`${name} checked on ${on}, good until ${dateOf(until)}`;
}
