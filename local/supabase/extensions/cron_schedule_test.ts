import { assertEquals } from "@std/assert";
import { lastDue, newlyDue } from "./cron_schedule.ts";

/** The days of March 2026 on which `schedule` falls due; 1 March is a Sunday. */
function daysOfMarch(schedule: string): number[] {
  const days: number[] = [];
  for (let day = 1; day <= 31; day++) {
    const midnight = new Date(Date.UTC(2026, 2, day));
    if (newlyDue(schedule, new Date(midnight.getTime() - 1), midnight) !== undefined) {
      days.push(day);
    }
  }
  return days;
}

/** Whether `schedule` falls due in the minute of `time`. */
function isDue(schedule: string, time: string): boolean {
  const minute = new Date(time);
  return newlyDue(schedule, new Date(minute.getTime() - 1), minute) !== undefined;
}

Deno.test("a day fits either day field when both are restricted, and both when one starts with a star", () => {
  assertEquals(daysOfMarch("0 0 13 * *"), [13]);
  assertEquals(daysOfMarch("0 0 * * 1"), [2, 9, 16, 23, 30]);
  assertEquals(daysOfMarch("0 0 13 * 1"), [2, 9, 13, 16, 23, 30]);
  assertEquals(daysOfMarch("0 0 */10 * 0"), [1]);
  assertEquals(daysOfMarch("0 0 1-9 * */7"), [1, 8]);
  assertEquals(daysOfMarch("0 0 1,2 * */3"), [1]);
});

Deno.test("Sunday is 0, 7 and sun, and names stand in lists and ranges", () => {
  for (const sunday of ["0", "7", "sun", "Sun", "0,7"]) {
    assertEquals(daysOfMarch(`0 0 * * ${sunday}`), [1, 8, 15, 22, 29], sunday);
  }
  assertEquals(daysOfMarch("0 0 * mar fri-sat"), [6, 7, 13, 14, 20, 21, 27, 28]);
  assertEquals(daysOfMarch("0 0 * jan,feb *"), []);
  assertEquals(daysOfMarch("0 0 * * 5-7"), [1, 6, 7, 8, 13, 14, 15, 20, 21, 22, 27, 28, 29]);
});

Deno.test("$ is the last day of the month, leap years included", () => {
  assertEquals(daysOfMarch("0 0 $ * *"), [31]);
  assertEquals(isDue("0 11 $ * *", "2028-02-29T11:00:00Z"), true);
  assertEquals(isDue("0 11 $ * *", "2028-02-28T11:00:00Z"), false);
  assertEquals(isDue("0 11 $ * *", "2026-02-28T11:00:00Z"), true);
  assertEquals(isDue("0 11 $ * 1", "2026-03-02T11:00:00Z"), true);
});

Deno.test("minutes, hours and steps are read in UTC", () => {
  assertEquals(isDue("5 0 * * *", "2026-03-01T00:05:00Z"), true);
  assertEquals(isDue("5 0 * * *", "2026-03-01T01:05:00+01:00"), true);
  assertEquals(isDue("5 0 * * *", "2026-03-01T01:05:00Z"), false);
  assertEquals(isDue("10-40/15 * * * *", "2026-03-01T00:25:00Z"), true);
  assertEquals(isDue("10-40/15 * * * *", "2026-03-01T00:45:00Z"), false);
  assertEquals(isDue("@daily", "2026-03-01T00:00:00Z"), true);
  assertEquals(isDue("@midnight", "2026-03-01T00:00:00Z"), true);
  assertEquals(isDue("@weekly", "2026-03-02T00:00:00Z"), false);
});

Deno.test("a minute falls due once, however late it is seen, and minutes that went by unseen do not", () => {
  const seen = new Date("2026-03-01T10:00:59Z");
  const minute = new Date("2026-03-01T10:01:00Z");
  assertEquals(newlyDue("* * * * *", seen, new Date("2026-03-01T10:01:42Z")), minute);
  assertEquals(newlyDue("* * * * *", minute, new Date("2026-03-01T10:01:42Z")), undefined);
  assertEquals(newlyDue("1 10 * * *", seen, new Date("2026-03-01T10:02:00Z")), undefined);
});

Deno.test("an interval falls due at every multiple of its seconds", () => {
  const at = (seconds: number) => new Date(Date.UTC(2026, 2, 1, 10, 0, seconds));
  assertEquals(newlyDue("30 seconds", at(29), at(31)), at(30));
  assertEquals(newlyDue("30 seconds", at(30), at(59)), undefined);
  assertEquals(newlyDue(" 1 sEcOnD ", at(30), at(31)), at(31));
  assertEquals(newlyDue("10seconds", at(5), at(45)), at(40));
});

Deno.test("the last time that a schedule fell due is found however long ago it was", () => {
  const at = (text: string) => new Date(`2026-${text}:00Z`);
  const last = (schedule: string, previous: string, now: string) =>
    lastDue(schedule, at(previous), at(now))?.toISOString().slice(5, 16);
  assertEquals(last("20 5 * * *", "11-27T08:00", "11-28T08:00"), "11-28T05:20");
  assertEquals(last("20 5 * * *", "11-27T05:20", "11-28T05:19"), undefined);
  assertEquals(last("20 5 * * *", "11-27T05:20", "11-28T05:20"), "11-28T05:20");
  assertEquals(last("17 * * * *", "11-27T08:00", "12-27T08:00"), "12-27T07:17");
  assertEquals(last("* * * * *", "11-27T08:00", "11-28T08:00"), "11-28T08:00");
  assertEquals(last("0 0 $ * *", "11-27T08:00", "12-20T08:00"), "11-30T00:00");
  assertEquals(last("30 seconds", "11-27T08:00", "11-28T08:00"), "11-28T08:00");
});
