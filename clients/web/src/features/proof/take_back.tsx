/** Taking one's consent back. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { Button } from "../../ui/button.tsx";
import { Problem } from "../../ui/problem.tsx";
import { withdraw } from "./proof_query.ts";

const Sheet = lazy(() => import("../../ui/sheet.tsx").then(({ Sheet }) => ({ default: Sheet })));

/** `isProven`: it was verified, and is not any more then. */
export function TakeBack(
  { caseId, isProven }: { readonly caseId: string; readonly isProven: boolean },
) {
  const [asks, setAsks] = useState(false);
  const queries = useQueryClient();
  const take = useMutation({
    mutationFn: () => withdraw(caseId),
    onSuccess: () => {
      setAsks(false);
      return queries.invalidateQueries({ queryKey: ["verification"] });
    },
  });
  return (
    <div className="mt-3">
      <Button look="secondary" onClick={() => setAsks(true)}>
        <Trans>Take my consent back</Trans>
      </Button>
      {asks && (
        <Suspense>
          <Sheet
            alert
            isOpen
            title={t`Take your consent back?`}
            onClose={() => setAsks(false)}
            footer={
              <>
                <Button look="danger" busy={take.isPending} onClick={() => take.mutate()}>
                  <Trans>Take it back</Trans>
                </Button>
                <Button look="secondary" onClick={() => setAsks(false)}>
                  <Trans>Leave it</Trans>
                </Button>
              </>
            }
          >
            <p>
              {isProven
                ? (
                  <Trans>
                    It is then no longer shown as checked, and what needs it asks for it again.
                  </Trans>
                )
                : <Trans>Nobody is asked any more, and nothing is decided.</Trans>}
            </p>
            {take.error !== null && (
              <div className="mt-4">
                <Problem error={take.error} />
              </div>
            )}
          </Sheet>
        </Suspense>
      )}
    </div>
  );
}
