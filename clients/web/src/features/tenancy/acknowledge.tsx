/** Opening a paper is noted; that one has it, one says oneself. */
import { Trans } from "@lingui/react/macro";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useOnline } from "../../offline/online.ts";
import { readingsQuery } from "../../session/home_queries.ts";
import { useSignedInAs } from "../../session/session.ts";
import { Button } from "../../ui/button.tsx";
import { Missed } from "../../ui/missed.tsx";
import { Problem } from "../../ui/problem.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";

/** `onRead` tells the project; `said` and `note` are words of the kind of paper. */
export function Acknowledge(
  { id, said, note, onRead }: {
    readonly id: string;
    readonly said: string;
    readonly note: string;
    readonly onRead: (acknowledge: boolean) => Promise<void>;
  },
) {
  const queries = useQueryClient();
  const online = useOnline();
  const query = useQuery(readingsQuery(useSignedInAs()));
  const readings = query.data;
  const isRead = readings?.read.includes(id);
  const isSaid = readings?.acknowledged.includes(id) === true;
  const tell = useMutation({
    mutationFn: onRead,
    onSuccess: () => queries.invalidateQueries({ queryKey: ["papers", "readings"] }),
  });
  // Once for each paper that is opened, and not again before it is known that it was.
  useEffect(() => {
    if (isRead === false && online) tell.mutate(false);
  }, [isRead, id, online]);
  if (readings === undefined) return <Missed of={[query]} />;
  if (isSaid) {
    return (
      <p role="status">
        <StatusChip meaning="good">{said}</StatusChip>
      </p>
    );
  }
  return (
    <div className="flex flex-col gap-2">
      {tell.isError && tell.variables && <Problem error={tell.error} />}
      <Button
        wide
        busy={tell.isPending && tell.variables === true}
        disabled={!online}
        onClick={() => tell.mutate(true)}
      >
        <Trans>I have it</Trans>
      </Button>
      <p className="text-14 text-muted">{note}</p>
    </div>
  );
}
