/** How sure a proposal is. */

/** In three steps: a score says more than it knows. */
export type Likely = "very" | "likely" | "perhaps";

/** By the score of the project, up to 100. */
export function likelyOf(score: number): Likely {
  return score >= 75 ? "very" : score >= 50 ? "likely" : "perhaps";
}

/** What chosen charges come to beside what came in. */
export interface Against {
  readonly chosen_kobo: number;
  readonly verdict: "none" | "same" | "open" | "credit";
  readonly by_kobo: number;
}

/** open: so much stays to be paid. credit: so much is over. */
export function against(came_kobo: number, chosen: readonly number[]): Against {
  const sum = chosen.reduce((all, it) => all + it, 0);
  const by = came_kobo - sum;
  return {
    chosen_kobo: sum,
    verdict: chosen.length === 0 ? "none" : by === 0 ? "same" : by < 0 ? "open" : "credit",
    by_kobo: Math.abs(by),
  };
}

/** Whether somebody who types these words means this. Every word must be there, wherever. */
export function isMeant(typed: string, ...texts: readonly (string | null | undefined)[]): boolean {
  const all = texts.filter((it) => it !== null && it !== undefined).join(" ").toLowerCase();
  return typed.toLowerCase().split(/\s+/).every((word) => all.includes(word));
}
