/** Which of several things that a screen reads beside its main one did not come, so that their absence would look like "there is none". */

/** What of a query says how it stands. */
export interface Asked {
  readonly data: unknown;
  readonly error: unknown;
  readonly fetchStatus: "fetching" | "paused" | "idle";
}

/** Those of which nothing is known: they failed, or wait for a line. What is on its way, or was not asked for, is none of them. */
export function missedOf<Query extends Asked>(queries: readonly Query[]): readonly Query[] {
  return queries.filter((it) =>
    it.data === undefined && it.fetchStatus !== "fetching" &&
    (it.error !== null || it.fetchStatus === "paused")
  );
}
