/** When a schedule of pg_cron falls due. */
import { Cron } from "croner";

const interval = /^\s*(\d+)\s*seconds?\s*$/i;

/** Whether `schedule` counts in seconds rather than in calendar fields. */
export function isInterval(schedule: string): boolean {
  return interval.test(schedule);
}

/**
 * The latest time at which `schedule` fell due, if that is after `previous` and not after `now`. Only the
 * minute of `now` is looked at: minutes that passed unseen are not made up for.
 *
 * Five fields mean what they mean to pg_cron, in UTC. "30 seconds" falls due whenever 30 divides the Unix
 * time, where pg_cron counts from the last start: so that several clocks on one database agree.
 * @throws {Error} when the schedule is one that cron.schedule would not have taken
 */
export function newlyDue(schedule: string, previous: Date, now: Date): Date | undefined {
  const seconds = Number(interval.exec(schedule)?.[1] ?? 60);
  const due = new Date(now.getTime() - now.getTime() % (seconds * 1000));
  if (due <= previous) return undefined;
  return isInterval(schedule) || pattern(schedule).match(due) ? due : undefined;
}

/**
 * The last time at which `schedule` fell due after `previous` and not after `now`, however long ago `previous` is.
 * @throws {Error} as `newlyDue`
 */
export function lastDue(schedule: string, previous: Date, now: Date): Date | undefined {
  if (isInterval(schedule)) return newlyDue(schedule, previous, now);
  const minute = new Date(now.getTime() - now.getTime() % 60_000);
  const cron = pattern(schedule);
  // Croner looks before the time that it is given.
  const due = cron.match(minute) ? minute : cron.previousRuns(1, minute)[0];
  return due !== undefined && due > previous ? due : undefined;
}

function pattern(schedule: string): Cron {
  const fields = schedule.trim().split(/[ \t]+/);
  const [, , dayOfMonth = "", , dayOfWeek = ""] = fields;
  // pg_cron writes the last day of the month as $, croner as L.
  if (dayOfMonth === "$") fields[2] = "L";
  return new Cron(fields.join(" "), {
    timezone: "UTC",
    // A day must fit both day fields as soon as one of them starts with a star, even "*/2"; else either.
    domAndDow: dayOfMonth.startsWith("*") || dayOfWeek.startsWith("*"),
  });
}
