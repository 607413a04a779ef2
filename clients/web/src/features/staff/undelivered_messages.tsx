/** SMS and e-mails that reached nobody: of what kind and why, without address and text. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Undelivered } from "@estate/sdk";
import { dateTime } from "../../format/date.ts";
import { withStepUp } from "../../session/step_up.ts";
import { Button } from "../../ui/button.tsx";
import { Table } from "../../ui/table.tsx";
import { toast } from "../../ui/toast.tsx";
import { LetterSection } from "./letter_section.tsx";
import { headed, plain } from "./queue.ts";
import { sdk, undeliveredQuery } from "./staff_query.ts";

/** The section. */
export function UndeliveredMessages() {
  const query = useQuery(undeliveredQuery());
  const queries = useQueryClient();
  const again = useMutation({
    mutationFn: (ids: readonly string[]) =>
      withStepUp(async () => {
        const [client, { redriveDeliveries }] = await sdk();
        return await redriveDeliveries(client, ids);
      }),
    onSuccess: () => toast(t`It is sent again.`),
    onSettled: () => queries.invalidateQueries({ queryKey: undeliveredQuery().queryKey }),
  });
  const sendable = query.data?.filter((it) => it.can_redrive).map(({ id }) => id) ?? [];
  return (
    <LetterSection<Undelivered>
      title={t`Messages not delivered`}
      none={t`Every message reached somebody.`}
      query={query}
      wrong={again.error}
      action={
        <Button
          look="secondary"
          busy={again.isPending}
          disabled={sendable.length === 0}
          onClick={() => again.mutate(sendable)}
        >
          <Trans>Send all again</Trans>
        </Button>
      }
    >
      {(rows) => (
        <Table
          caption={t`Messages that were not delivered`}
          rows={rows}
          rowKey={(row) => row.id}
          columns={[
            { head: t`Message`, title: true, cell: (row) => headed(row.kind) },
            { head: t`By`, cell: (row) => row.channel === "sms" ? t`SMS` : t`E-mail` },
            { head: t`Why`, cell: (row) => plain(row.reason ?? "–") },
            { head: t`Tries`, number: true, cell: (row) => row.attempts },
            { head: t`Given up`, cell: (row) => dateTime(row.ended_at) },
            {
              head: t`Again`,
              cell: (row) =>
                row.can_redrive
                  ? (
                    <Button
                      look="quiet"
                      busy={again.isPending}
                      onClick={() => again.mutate([row.id])}
                    >
                      <Trans>Send again</Trans>
                      <span className="sr-only">{plain(row.kind)}</span>
                    </Button>
                  )
                  : <Trans>There is no address any more</Trans>,
            },
          ]}
        />
      )}
    </LetterSection>
  );
}
