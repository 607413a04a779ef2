import { assertEquals } from "@std/assert";
import { notYetOffered, timesOf } from "./times.ts";

const now = new Date("2026-11-27T09:00:00Z");
const day = { day: "2026-11-28", from: "10:00", until: "12:00", minutes: 30 };

Deno.test("a stretch of a day in Lagos is cut into times; a rest that is too short is left out", () => {
  const times = timesOf({ ...day, until: "11:10" }, now);
  assertEquals(times, [
    { startsAt: new Date("2026-11-28T09:00:00Z"), endsAt: new Date("2026-11-28T09:30:00Z") },
    { startsAt: new Date("2026-11-28T09:30:00Z"), endsAt: new Date("2026-11-28T10:00:00Z") },
  ]);
});

Deno.test("what cannot be offered is named", () => {
  assertEquals(timesOf({ ...day, until: "10:00" }, now), "backwards");
  assertEquals(timesOf({ ...day, until: "10:20" }, now), "too_short");
  assertEquals(timesOf({ ...day, day: "2026-11-27", from: "10:00" }, now), "past");
  assertEquals(timesOf({ ...day, from: "06:00", until: "22:00", minutes: 15 }, now), "too_many");
});

Deno.test("what is offered already is not offered again, however the project writes its instants", () => {
  const times = timesOf({ ...day, until: "11:00" }, now);
  if (typeof times === "string") throw new Error(times);
  const left = notYetOffered(times, [
    { starts_at: "2026-11-28T09:00:00+00:00", ends_at: "2026-11-28T09:30:00.000Z" },
  ]);
  assertEquals(left, times.slice(1));
});
