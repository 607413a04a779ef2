/** Times for viewings: a stretch of a day cut into pieces of the same length. */

/** One of them. */
export interface Time {
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** What they are made of: a day (YYYY-MM-DD), two times of the clock (HH:MM) in Lagos, and minutes for each. */
export interface Stretch {
  readonly day: string;
  readonly from: string;
  readonly until: string;
  readonly minutes: number;
}

/** What is wrong with a stretch. */
export type Fault = "backwards" | "too_short" | "past" | "too_many";

/** As many as fit; a rest that is too short is left out. `now` refuses what has begun. */
export function timesOf(stretch: Stretch, now: Date): readonly Time[] | Fault {
  const at = (clock: string) => new Date(`${stretch.day}T${clock}:00+01:00`).getTime();
  const [from, until, length] = [at(stretch.from), at(stretch.until), stretch.minutes * 60_000];
  if (!(until > from)) return "backwards";
  if (from <= now.getTime()) return "past";
  const count = Math.floor((until - from) / length);
  if (count < 1) return "too_short";
  if (count > 24) return "too_many";
  return Array.from({ length: count }, (_, n) => ({
    startsAt: new Date(from + n * length),
    endsAt: new Date(from + (n + 1) * length),
  }));
}

/** Without those that are offered already: so that what broke off half way can be said again. */
export function notYetOffered(
  times: readonly Time[],
  offered: readonly { readonly starts_at: string; readonly ends_at: string }[],
): readonly Time[] {
  const known = new Set(
    offered.map((it) => `${Date.parse(it.starts_at)} ${Date.parse(it.ends_at)}`),
  );
  return times.filter((it) => !known.has(`${it.startsAt.getTime()} ${it.endsAt.getTime()}`));
}
