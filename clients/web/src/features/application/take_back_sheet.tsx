/** Asks once more before an application is taken back. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "../../ui/button.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { takeBack } from "./application_query.ts";

/** The sheet. */
export default function TakeBackSheet(
  { applicationId, onClose }: { readonly applicationId: string; readonly onClose: () => void },
) {
  const queries = useQueryClient();
  const run = useMutation({
    mutationFn: () => takeBack(applicationId),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["applications"] });
      onClose();
    },
  });
  return (
    <Sheet
      alert
      isOpen
      title={t`Take your application back?`}
      onClose={onClose}
      footer={
        <>
          <Button look="danger" busy={run.isPending} onClick={() => run.mutate()}>
            <Trans>Take it back</Trans>
          </Button>
          <Button look="secondary" onClick={onClose}>
            <Trans>Not now</Trans>
          </Button>
        </>
      }
    >
      <p>
        <Trans>
          It is no longer considered, and who lets the home decides about others. Applying again
          begins anew, as long as the home is free.
        </Trans>
      </p>
      {run.error !== null && (
        <div className="mt-4">
          <Problem error={run.error} />
        </div>
      )}
    </Sheet>
  );
}
