import { assertEquals } from "@std/assert";
import { atHour, stateOf } from "./announcement_state.ts";

const it = { published_at: null, withdrawn_at: null, expires_at: null };
const now = Date.parse("2026-11-27T12:00:00Z");

Deno.test("an announcement is planned, told, over or withdrawn", () => {
  assertEquals(stateOf(it, now), "planned");
  const told = { ...it, published_at: "2026-11-27T08:00:00Z" };
  assertEquals(stateOf(told, now), "told");
  assertEquals(stateOf({ ...told, expires_at: "2026-11-27T12:00:00Z" }, now), "over");
  assertEquals(stateOf({ ...told, expires_at: "2026-11-27T12:00:01Z" }, now), "told");
  assertEquals(stateOf({ ...told, withdrawn_at: "2026-11-27T09:00:00Z" }, now), "withdrawn");
});

Deno.test("an hour is one in Lagos", () => {
  assertEquals(atHour("2026-12-05", "08").toISOString(), "2026-12-05T07:00:00.000Z");
});
