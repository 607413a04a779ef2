/** Events of payment providers that were given up. What they settled stays settled once. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { dateTime } from "../../format/date.ts";
import { withStepUp } from "../../session/step_up.ts";
import { Button } from "../../ui/button.tsx";
import { Table } from "../../ui/table.tsx";
import { toast } from "../../ui/toast.tsx";
import { LetterSection } from "./letter_section.tsx";
import { deadEventsQuery, sdk } from "./staff_query.ts";

/** The section. */
export function DeadEvents() {
  const query = useQuery(deadEventsQuery());
  const queries = useQueryClient();
  const again = useMutation({
    mutationFn: (eventId: string | undefined) =>
      withStepUp(async () => {
        const [client, { redriveProviderEvents, replayProviderEvent }] = await sdk();
        if (eventId === undefined) await redriveProviderEvents(client);
        else await replayProviderEvent(client, eventId);
      }),
    onSuccess: () => toast(t`It is worked off again.`),
    onSettled: () => queries.invalidateQueries({ queryKey: deadEventsQuery().queryKey }),
  });
  return (
    <LetterSection
      title={t`Events of providers`}
      none={t`No event was given up.`}
      query={query}
      wrong={again.error}
      action={
        <Button
          look="secondary"
          busy={again.isPending}
          onClick={() => again.mutate(undefined)}
        >
          <Trans>All once more</Trans>
        </Button>
      }
    >
      {(rows) => (
        <Table
          caption={t`Events of providers that were given up`}
          rows={rows}
          rowKey={(row) => row.id}
          columns={[
            { head: t`Event`, title: true, cell: (row) => row.event_type },
            { head: t`Provider`, cell: (row) => row.provider },
            { head: t`Reference`, cell: (row) => row.reference ?? "–" },
            { head: t`Came`, cell: (row) => dateTime(row.received_at) },
            { head: t`Why`, cell: (row) => row.note ?? "–" },
            {
              head: t`Again`,
              cell: (row) => (
                <Button
                  look="quiet"
                  busy={again.isPending}
                  onClick={() => again.mutate(row.id)}
                >
                  <Trans>Once more</Trans>
                  <span className="sr-only">{row.event_type}</span>
                </Button>
              ),
            },
          ]}
        />
      )}
    </LetterSection>
  );
}
