/** A time of the clock as people write it: 9am, 9:30, 14.00, noon. The value is HH:MM of 24 hours. */
import type { TypedInput } from "../../../sdk/src/ground/typed_input.ts";

/** What is said of what is no time, and of one of two. */
export interface TimeRefusals {
  readonly none: string;
  readonly either: string;
}

/** Reads it. A bare 1 to 6 is not chosen between: nobody shows a home at five in the morning, and one may be called at five. */
export function readTime(typed: string, { none, either }: TimeRefusals): TypedInput<string> {
  const text = typed.normalize("NFKC").toLowerCase().trim();
  if (/^(12 ?)?noon$/.test(text)) return at(12, 0);
  if (/^(12 ?)?midnight$/.test(text)) return at(0, 0);
  const parts =
    /^([0-9]{1,2})(?: ?[:.,h] ?([0-9]{2})|([0-9]{2}))? ?(?:(a|p)\.? ?m\.?|(?:o'? ?clock)|(?:hrs?|hours|h))?$/
      .exec(text.replaceAll("’", "'"));
  const hour = Number(parts?.[1]);
  const minute = Number(parts?.[2] ?? parts?.[3] ?? 0);
  const half = parts?.[4];
  if (parts === null || hour > 23 || minute > 59) return refused(none);
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return refused(none);
    return at(hour % 12 + (half === "p" ? 12 : 0), minute);
  }
  const isBare = hour >= 1 && hour <= 6 && parts[1]?.length === 1;
  if (!isBare) return at(hour, minute);
  return { understood: false, reason: either, readings: [at(hour, minute), at(hour + 12, minute)] };
}

function at(hour: number, minute: number) {
  const two = (part: number) => String(part).padStart(2, "0");
  const value = `${two(hour)}:${two(minute)}`;
  return { understood: true as const, value, says: value };
}

const refused = (reason: string): TypedInput<string> => ({
  understood: false,
  reason,
  readings: [],
});
