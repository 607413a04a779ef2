/** Opening an announcement is noted; that one has read it, one says oneself. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useOnline } from "../../offline/online.ts";
import { Button } from "../../ui/button.tsx";
import { Problem } from "../../ui/problem.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";
import { noteReading } from "./announcement_query.ts";

/** The button, or that it was said. */
export function ReadIt({ id }: { readonly id: string }) {
  const online = useOnline();
  const queries = useQueryClient();
  const tell = useMutation({
    mutationFn: (acknowledge: boolean) => noteReading(id, acknowledge),
    onSuccess: () =>
      Promise.all(
        ["notifications", "hats"].map((topic) => queries.invalidateQueries({ queryKey: [topic] })),
      ),
  });
  useEffect(() => {
    if (online) tell.mutate(false);
  }, [id, online]);
  if (typeof tell.data?.acknowledged_at === "string") {
    return (
      <p role="status">
        <StatusChip meaning="good">{t`You said that you have read it.`}</StatusChip>
      </p>
    );
  }
  return (
    <div className="flex flex-col gap-2">
      {tell.isError && tell.variables && <Problem error={tell.error} />}
      <Button
        wide
        busy={tell.isPending}
        disabled={!online}
        onClick={() => tell.mutate(true)}
      >
        <Trans>I have read it</Trans>
      </Button>
      <p className="text-14 text-muted">
        <Trans>Your landlord sees that you have read it. You agree to nothing by it.</Trans>
      </p>
    </div>
  );
}
