/** Parts of the work in the background, a line for each: its name, its state, and in words what it does. */
import { plural, t } from "@lingui/core/macro";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { WorkHealth } from "@estate/sdk";
import { relative } from "../../format/relative.ts";
import { Card } from "../../ui/card.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";
import { workName } from "./health_names.ts";
import { type Part, stateOf, type WorkState } from "./health_state.ts";
import { stateWords, whyOf } from "./health_words.ts";

/** A row of the project's answer; the generated type knows no nulls. */
export type HealthRow =
  & Omit<WorkHealth, "waiting_since" | "last_run_at" | "last_success_at" | "says">
  & Part
  & { readonly waiting_since: string | null; readonly last_run_at: string | null };

/** The card of a group. */
export function HealthGroup(
  { title, lead, rows }: {
    readonly title: string;
    readonly lead?: ReactNode;
    readonly rows: readonly HealthRow[];
  },
) {
  const isIdle = (row: HealthRow) => stateOf(row) === "idle" && row.dead === 0;
  const idle = rows.filter(isIdle);
  return (
    <Card title={title}>
      {lead !== undefined && <p className="-mt-2 mb-2 text-14 text-muted">{lead}</p>}
      <ul className="divide-y divide-line">
        {rows.filter((row) => !isIdle(row)).map((row) => (
          <Line key={`${row.sort} ${row.name}`} row={row} />
        ))}
        {idle.length > 0 && (
          <li className="flex flex-col items-start gap-2 py-3 first:pt-0 last:pb-0">
            <State state="idle" />
            <ul className="flex flex-col gap-1 text-14 text-muted">
              {idle.map((row) => <li key={row.name}>{workName(row)}</li>)}
            </ul>
          </li>
        )}
      </ul>
    </Card>
  );
}

function Line({ row }: { readonly row: HealthRow }) {
  const why = whyOf(row.says);
  return (
    <li className="py-3 first:pt-0 last:pb-0">
      <div className="flex items-start justify-between gap-3">
        <p className="min-w-0 font-semibold">{workName(row)}</p>
        <span className="shrink-0">
          <State state={stateOf(row)} />
        </span>
      </div>
      {why !== undefined && <p className="text-14 font-semibold">{why.words}</p>}
      {why?.detail !== undefined && <p className="text-14 break-words text-muted">{why.detail}</p>}
      <p className="text-14 text-muted empty:hidden">{doing(row).join(" · ")}</p>
      {row.dead > 0 && (
        <p className="text-14">
          <Link to="/staff/dead-letters" className="link">
            {plural(row.dead, { one: "# was given up", other: "# were given up" })}
          </Link>
        </p>
      )}
    </li>
  );
}

function State({ state }: { readonly state: WorkState }) {
  const { meaning, words } = stateWords(state);
  return <StatusChip meaning={meaning}>{words}</StatusChip>;
}

/** What waits, what is done, when it last went well. */
function doing(row: HealthRow): readonly string[] {
  const said: string[] = [];
  if (row.waiting > 0) {
    const count = plural(row.waiting, { one: "# waits", other: "# wait" });
    const since = row.waiting_since === null ? undefined : relative(row.waiting_since);
    said.push(since === undefined ? count : t`${count}, the oldest came ${since}`);
  }
  if (row.in_hand > 0) {
    said.push(plural(row.in_hand, { one: "# is being done", other: "# are being done" }));
  }
  if (row.later > 0) said.push(plural(row.later, { one: "# for later", other: "# for later" }));
  if (row.done_last_hour > 0) {
    said.push(
      row.sort === "schedule"
        ? plural(row.done_last_hour, {
          one: "ran # time in the last hour",
          other: "ran # times in the last hour",
        })
        : plural(row.done_last_hour, {
          one: "# done in the last hour",
          other: "# done in the last hour",
        }),
    );
  }
  if (row.last_success_at !== null) said.push(t`last went well ${relative(row.last_success_at)}`);
  else if (row.last_run_at !== null) said.push(t`last ran ${relative(row.last_run_at)}`);
  // What was given up stands in a line of its own: there is something then.
  if (said.length === 0 && row.dead === 0) {
    said.push(row.sort === "queue" ? t`Empty` : t`Nothing to do so far`);
  }
  return said;
}
