/** The plan that is proposed when a charge is to be paid in parts; each of its lines can be changed. */
import { addDays, addMonths } from "../../format/calendar.ts";

/** How far apart parts fall due. */
export const steps = ["fortnight", "month", "quarter"] as const;
/** One of them. */
export type Step = (typeof steps)[number];

/** So many can be chosen. */
export const counts = [2, 3, 4, 5, 6, 8, 10, 12] as const;

/** The last part falls due within two years of the charge itself: the database says so too. */
export const longestDays = 731;

/** A part. */
export interface Instalment {
  /** YYYY-MM-DD. */
  readonly dueOn: string;
  readonly amountKobo: number;
}

/** Equal parts of whole naira; the last one takes what is left over. */
export function instalments(
  { amountKobo, firstOn, count, step }: {
    readonly amountKobo: number;
    readonly firstOn: string;
    readonly count: number;
    readonly step: Step;
  },
): readonly Instalment[] {
  const even = Math.floor(amountKobo / count);
  const each = even < 100 ? even : even - even % 100;
  return Array.from({ length: count }, (_, at) => ({
    dueOn: later(firstOn, step, at),
    amountKobo: at < count - 1 ? each : amountKobo - each * (count - 1),
  }));
}

// From the first day, not from the one before: of the 31st, February makes no 28th of all that follow.
function later(firstOn: string, step: Step, times: number): string {
  switch (step) {
    case "fortnight":
      return addDays(firstOn, 14 * times);
    case "month":
      return addMonths(firstOn, times);
    case "quarter":
      return addMonths(firstOn, 3 * times);
  }
}
