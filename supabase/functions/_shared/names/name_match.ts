/** Stand-in until branch names is merged. */
export type NameReason = { readonly code: string };
/** How well two names agree. */
export function matchNames(
  claimed: string,
  official: string,
): { score: number; reasons: readonly NameReason[] } {
  const parts = (name: string) => name.toUpperCase().split(/[^\p{L}]+/u).filter((it) => it !== "");
  const there = new Set(parts(official));
  const asked = parts(claimed);
  const met = asked.filter((it) => there.has(it)).length;
  return {
    score: Math.round(100 * met / Math.max(1, asked.length)),
    reasons: [{ code: `${met}_met` }],
  };
}
