/** How a part of the work in the background stands, and in which order the parts are read. */
import type { WorkHealth } from "@estate/sdk";

/** late: somebody has to look. failing: the last run broke off. paused: by staff. idle: never had anything to do. */
export type WorkState = "late" | "failing" | "paused" | "busy" | "idle" | "well";

/** What it needs to know; the generated type knows no nulls. */
export type Part =
  & Pick<
    WorkHealth,
    "sort" | "name" | "waiting" | "in_hand" | "dead" | "failures_in_row" | "is_late"
  >
  & { readonly last_success_at: string | null; readonly says: string | null };

/** Its state. */
export function stateOf(part: Part): WorkState {
  if (part.is_late) return "late";
  if (part.says?.startsWith("Paused") === true) return "paused";
  if (part.failures_in_row > 0) return "failing";
  if (part.in_hand > 0 || part.waiting > 0) return "busy";
  // A queue says nothing of when it last was empty.
  return part.last_success_at === null && part.sort !== "queue" ? "idle" : "well";
}

/** Whether somebody has to see to it now. */
const isUrgent = (state: WorkState): boolean => state === "late" || state === "failing";

/** What is said of all parts at once: somebody is needed; nobody, though not all is well; or all of it is on time. */
export type Overall = "urgent" | "not_all" | "on_time";

/** On time is only what is neither late nor paused, and gave nothing up. */
export function overallOf(rows: readonly Part[]): Overall {
  const states = rows.map(stateOf);
  if (states.some(isUrgent)) return "urgent";
  return states.includes("paused") || rows.some(({ dead }) => dead > 0) ? "not_all" : "on_time";
}

/** In which the parts stand. */
export const sorts = ["scheduler", "kind", "outbox", "queue", "schedule"] as const;
/** One of them. */
export type Sort = (typeof sorts)[number];

const worst: readonly WorkState[] = ["late", "failing", "paused", "busy", "well", "idle"];

/** What is late or fails, of whatever sort; and the rest by sort, the worst of each first, then by `nameOf`. */
export function healthGroups<Row extends Part>(
  rows: readonly Row[],
  nameOf: (row: Row) => string,
): {
  readonly urgent: readonly Row[];
  readonly groups: readonly { readonly sort: Sort; readonly rows: readonly Row[] }[];
} {
  const ranked = rows
    .map((row) => ({ row, rank: worst.indexOf(stateOf(row)), name: nameOf(row) }))
    .sort((one, other) => one.rank - other.rank || one.name.localeCompare(other.name))
    .map(({ row }) => row);
  const calm = ranked.filter((row) => !isUrgent(stateOf(row)));
  return {
    urgent: ranked.filter((row) => isUrgent(stateOf(row))),
    groups: sorts.map((sort) => ({ sort, rows: calm.filter((row) => row.sort === sort) }))
      .filter((group) => group.rows.length > 0),
  };
}
