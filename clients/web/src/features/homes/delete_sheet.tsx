/** Asks once more before a unit or a property is deleted. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { EstateError } from "@estate/sdk/catalogue";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "../../ui/button.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { toast } from "../../ui/toast.tsx";

/** The sheet. */
export default function DeleteSheet(
  { name, onDelete, onGone, onClose }: {
    readonly name: string;
    readonly onDelete: () => Promise<void>;
    readonly onGone: () => Promise<void>;
    readonly onClose: () => void;
  },
) {
  const queries = useQueryClient();
  const run = useMutation({
    mutationFn: onDelete,
    onSuccess: async () => {
      toast(t`${name} is deleted.`);
      await onGone();
      await queries.invalidateQueries({ queryKey: ["homes"] });
    },
  });
  return (
    <Sheet
      alert
      isOpen
      title={t`Delete ${name}?`}
      onClose={onClose}
      footer={
        <>
          <Button look="danger" busy={run.isPending} onClick={() => run.mutate()}>
            <Trans>Delete it for good</Trans>
          </Button>
          <Button look="secondary" onClick={onClose}>
            <Trans>Keep it</Trans>
          </Button>
        </>
      }
    >
      <p>
        <Trans>This cannot be taken back.</Trans>
      </p>
      {run.error !== null && (
        <div className="mt-4">
          {isInUse(run.error)
            ? (
              <p role="alert" className="rounded-card bg-bad-soft p-4">
                <Trans>
                  {name}{" "}
                  stays: something was begun with it, such as a listing, a tenancy, closed days or a
                  paper, or something stands in it.
                </Trans>
              </p>
            )
            : <Problem error={run.error} />}
        </div>
      )}
    </Sheet>
  );
}

function isInUse(error: Error): boolean {
  return error instanceof EstateError && error.code.endsWith(".in_use");
}
