/** What was said to be paid against what was expected. */
import type { ReportedBeside } from "@estate/sdk";

/** How the two amounts stand; `by_kobo` is the difference. */
export interface Compared {
  readonly expected_kobo: number;
  readonly verdict: "same" | "less" | "more" | "settled";
  readonly by_kobo: number;
}

/** Compares. settled: by now other payments settled all of it, so that this one would be money too much. */
export function compare(
  { payment, charges }: Pick<ReportedBeside, "payment" | "charges">,
): Compared {
  const expected = charges.reduce((sum, it) => sum + it.expected_kobo, 0);
  const by = payment.claimed_kobo - expected;
  const verdict = expected === 0 ? "settled" : by === 0 ? "same" : by < 0 ? "less" : "more";
  return { expected_kobo: expected, verdict, by_kobo: Math.abs(by) };
}
