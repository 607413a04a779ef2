/** The authenticator apps that are set up. One is taken away only by who can show its code. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation } from "@tanstack/react-query";
import { Smartphone } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import type { SecondFactorState } from "@estate/sdk";
import { withStepUp } from "../../session/step_up.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Problem } from "../../ui/problem.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";
import { remove } from "./second_factor_query.ts";

const Sheet = lazy(() => import("../../ui/sheet.tsx").then(({ Sheet }) => ({ default: Sheet })));

type Factor = SecondFactorState["factors"][number];

/** The list. */
export function FactorList(
  { factors, onChanged }: {
    readonly factors: readonly Factor[];
    readonly onChanged: () => void;
  },
) {
  const [leaving, setLeaving] = useState<Factor>();
  const take = useMutation({
    mutationFn: (factor: Factor) => {
      setLeaving(undefined);
      return withStepUp(() => remove(factor.id));
    },
    onSuccess: onChanged,
  });
  const nameOf = (factor: Factor) => factor.name ?? t`Authenticator app`;
  return (
    <Card title={t`Your apps`}>
      <ul className="flex flex-col gap-3">
        {factors.map((factor) => (
          <li key={factor.id} className="flex flex-wrap items-center gap-3">
            <Smartphone aria-hidden="true" className="size-5 shrink-0 text-brand" />
            <span className="min-w-0 font-semibold">{nameOf(factor)}</span>
            <StatusChip meaning="good">
              <Trans>In use</Trans>
            </StatusChip>
            <Button
              look="danger"
              className="ml-auto"
              busy={take.isPending && take.variables.id === factor.id}
              onClick={() => setLeaving(factor)}
            >
              <Trans>Remove</Trans>
              <span className="sr-only">{nameOf(factor)}</span>
            </Button>
          </li>
        ))}
      </ul>
      {take.error !== null && (
        <div className="mt-4">
          <Problem error={take.error} onRetry={() => take.mutate(take.variables)} />
        </div>
      )}
      {leaving !== undefined && (
        <Suspense>
          <Sheet
            alert
            isOpen
            title={t`Remove this app?`}
            onClose={() => setLeaving(undefined)}
            footer={
              <>
                <Button look="danger" onClick={() => take.mutate(leaving)}>
                  <Trans>Remove it</Trans>
                </Button>
                <Button look="secondary" onClick={() => setLeaving(undefined)}>
                  <Trans>Keep it</Trans>
                </Button>
              </>
            }
          >
            <p>
              {factors.length === 1
                ? (
                  <Trans>
                    It is your only one. Without it you cannot name a bank account or send money
                    until you set up another.
                  </Trans>
                )
                : <Trans>Codes of this phone are not taken any more.</Trans>}
            </p>
          </Sheet>
        </Suspense>
      )}
    </Card>
  );
}
