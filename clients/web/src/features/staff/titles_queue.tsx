/** Title documents: the scan beside what the owner says, and what the registry says of it. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation } from "@tanstack/react-query";
import { FileText } from "lucide-react";
import type { TitleDocument } from "@estate/sdk";
import { date } from "../../format/date.ts";
import { Button } from "../../ui/button.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Decision } from "./decision.tsx";
import { fact, Facts } from "./facts.tsx";
import { type CaseProps, headed, plain, type Queue } from "./queue.ts";
import { sdk, titlesQuery } from "./staff_query.ts";

/** The queue. */
export const titlesQueue: Queue<TitleDocument> = {
  title: () => t`Titles`,
  lead: () => t`A copy is seen first, then the registry is searched.`,
  query: titlesQuery,
  line: (row) => ({
    id: row.id,
    title: headed(row.kind),
    more: [row.number, row.registry].filter((it) => it !== null).join(" · "),
    since: row.created_at,
    chip: row.status === "unseen"
      ? { meaning: "warn", words: t`Not seen` }
      : { meaning: "info", words: t`To be searched` },
  }),
  Case: TitleCase,
};

function TitleCase({ row, onDone }: CaseProps<TitleDocument>) {
  const look = useMutation({
    mutationFn: async (path: string) => {
      const [client, { linkToTitleScan }] = await sdk();
      return await linkToTitleScan(client, path, 300);
    },
    onSuccess: (address) => void open(address, "_blank", "noopener"),
  });
  const path = row.storage_path;
  return (
    <>
      <Facts
        title={t`What the owner says`}
        facts={[
          [t`Paper`, plain(row.kind)],
          [t`Holder`, row.holder_name],
          [t`Number`, row.number],
          [t`Registry`, row.registry],
          [t`Issued`, row.issued_on === null ? null : date(row.issued_on)],
          [t`Noted before`, row.status_note],
          fact(
            t`Scan`,
            path === null ? <Trans>There is none: ask the owner for it.</Trans> : (
              <Button
                look="secondary"
                icon={<FileText aria-hidden="true" className="size-5" />}
                busy={look.isPending}
                onClick={() => look.mutate(path)}
              >
                <Trans>Open the scan</Trans>
              </Button>
            ),
          ),
        ]}
      />
      {look.error !== null && <Problem error={look.error} />}
      <Decision
        choices={[
          { value: "copy_seen", label: t`A copy is seen, the registry is still to be searched` },
          { value: "searched_clean", label: t`The registry has it so, and nothing against it` },
          { value: "searched_adverse", label: t`The registry says otherwise` },
        ]}
        hint={t`What was seen, where, and by which number.`}
        decide={async (status, note) => {
          const [client, { reviewTitleDocument }] = await sdk();
          return await reviewTitleDocument(client, row.id, status, note);
        }}
        onDone={onDone}
      />
    </>
  );
}
