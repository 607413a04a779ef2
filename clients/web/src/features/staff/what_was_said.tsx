/** A message that was reported, between those before and after it, as they stood then: whatever was edited since, this stays. */
import { plural, t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { dateTime } from "../../format/date.ts";
import { Card } from "../../ui/card.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";
import type { Report } from "./staff_query.ts";

/** A message as `private.context_of_message` keeps it. */
interface Said {
  readonly id: string;
  readonly sender: string | null;
  readonly body: string | null;
  readonly attachments: readonly unknown[];
  readonly created_at: string;
  readonly edited_at: string | null;
  readonly deleted_at: string | null;
  /** What stood there before it was edited or deleted. */
  readonly before: readonly { readonly body: string | null }[] | null;
}

/** The card. */
export function WhatWasSaid({ report }: { readonly report: NonNullable<Report["message"]> }) {
  const said = report.context as unknown as readonly Said[];
  return (
    <Card title={t`What was said`}>
      <p className="mb-2 text-14 text-muted">
        <Trans>Reported by {report.reporter}</Trans>
      </p>
      <ol className="flex flex-col gap-2">
        {said.map((it) => (
          <li
            key={it.id}
            className={`rounded-control px-3 py-2 ${
              it.id === report.message_id ? "bg-warn-soft" : "bg-raised"
            }`}
          >
            <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-14">
              <span className="font-semibold">{it.sender ?? t`Somebody`}</span>
              <span className="text-muted">{dateTime(it.created_at)}</span>
              {it.id === report.message_id && <StatusChip meaning="warn">{t`Reported`}</StatusChip>}
            </p>
            <p className="whitespace-pre-line break-words">
              {it.body ?? <span className="italic">{t`This message was deleted`}</span>}
            </p>
            {it.attachments.length > 0 && (
              <p className="text-14">
                {plural(it.attachments.length, { one: "With # file", other: "With # files" })}
              </p>
            )}
            {(it.before ?? []).map(({ body }, n) => (
              <p key={n} className="text-14 text-muted">
                <Trans>Before: {body ?? "–"}</Trans>
              </p>
            ))}
          </li>
        ))}
      </ol>
    </Card>
  );
}
