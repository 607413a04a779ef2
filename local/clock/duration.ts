/** How far to move time, as people write it. */
import { StackError } from "../stack_error.ts";

const unitMs = { h: 3_600_000, d: 86_400_000, w: 7 * 86_400_000 } as const;

/**
 * Milliseconds of `+30d`, `36h` or `+2w`.
 * @throws {StackError} for what is no such time, points back, or is longer than ten years
 */
export function readDuration(text: string): number {
  const [, sign, count = "", unit = ""] = /^([+-]?)(\d{1,6})([hdw])$/.exec(text.trim()) ?? [];
  if (sign === "-") {
    throw new StackError(
      "Time goes forward only",
      "task start --fresh forgets all data, and begins today.",
    );
  }
  const ms = Number(count) * (unitMs[unit as keyof typeof unitMs] ?? NaN);
  if (Number.isSafeInteger(ms) && ms > 0 && ms <= 3660 * unitMs.d) return ms;
  throw new StackError(
    `Cannot move time by ${text === "" ? "nothing" : text}`,
    "Say how far, up to ten years: +36h, +30d or +4w.",
  );
}
