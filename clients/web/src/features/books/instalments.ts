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

/** Of a charge that is to be divided: when it falls due, and the first part of it. */
export interface PlanDays {
  /** YYYY-MM-DD. */
  readonly dueOn: string;
  /** YYYY-MM-DD. */
  readonly firstOn: string;
}

/** The first part of what is late falls due today. */
export const planDays = (dueOn: string, now: string): PlanDays => ({
  dueOn,
  firstOn: dueOn < now ? now : dueOn,
});

/** Into how many parts it can be divided so far apart: the last of more would come too late. */
export function countsWithin({ dueOn, firstOn }: PlanDays, step: Step): readonly number[] {
  const latest = addDays(dueOn, longestDays);
  return counts.filter((count) => later(firstOn, step, count - 1) <= latest);
}

/** How far apart its parts can be; nothing where it has been due for too long to be divided. */
export const stepsWithin = (days: PlanDays): readonly Step[] =>
  steps.filter((step) => countsWithin(days, step).length > 0);

/** What was chosen while it can be; else the nearest that can: the longest step, and the largest count. */
export function planWithin(
  days: PlanDays,
  chosen: { readonly step: Step; readonly count: number },
): { readonly step: Step; readonly count: number } | undefined {
  const offered = stepsWithin(days);
  const step = offered.includes(chosen.step) ? chosen.step : offered.at(-1);
  if (step === undefined) return undefined;
  const fitting = countsWithin(days, step);
  return { step, count: fitting.includes(chosen.count) ? chosen.count : fitting.at(-1)! };
}

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

/** What is wrong with a field of a plan. */
export type PartFault =
  | { readonly code: "no_amount" }
  | { readonly code: "no_day" }
  /** It does not come after the part before, which falls due on that day. */
  | { readonly code: "not_after"; readonly before: string }
  /** All parts together are so much less, or more, than the charge. */
  | { readonly code: "missing"; readonly kobo: number }
  | { readonly code: "too_much"; readonly kobo: number };

/** What of a plan is refused, by field: the database refuses the same. Empty fields are "" and 0. */
export function faultsOf(
  parts: readonly Instalment[],
  amountKobo: number,
): Readonly<Record<string, PartFault>> {
  const faults: Record<string, PartFault> = {};
  for (const [at, part] of parts.entries()) {
    if (part.amountKobo <= 0) faults[`parts.${at}.amount_kobo`] = { code: "no_amount" };
    if (part.dueOn === "") faults[`parts.${at}.due_on`] = { code: "no_day" };
    const before = parts[at - 1]?.dueOn ?? "";
    if (part.dueOn !== "" && part.dueOn <= before) {
      faults[`parts.${at}.due_on`] = { code: "not_after", before };
    }
  }
  const sum = parts.reduce((all, part) => all + part.amountKobo, 0);
  if (Object.keys(faults).length === 0 && sum !== amountKobo) {
    faults[`parts.${parts.length - 1}.amount_kobo`] = sum < amountKobo
      ? { code: "missing", kobo: amountKobo - sum }
      : { code: "too_much", kobo: sum - amountKobo };
  }
  return faults;
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
