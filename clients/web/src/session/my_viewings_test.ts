import { assertEquals } from "@std/assert";
import type { MyViewing } from "@estate/sdk";
import { coming, lastOver } from "./my_viewings.ts";

const at = (id: string, day: string, status: MyViewing["status"] = "booked"): MyViewing => ({
  id,
  status,
  created_at: "2026-11-01T09:00:00Z",
  starts_at: `${day}T09:00:00Z`,
  ends_at: `${day}T09:45:00Z`,
  listing: { id: "home", title: "A flat" },
});
const now = Date.parse("2026-11-28T09:30:00Z");
const all = [
  at("later", "2026-12-02"),
  at("now", "2026-11-28"),
  at("over", "2026-11-20", "missed"),
];

Deno.test("one goes to what was booked and is not over, the next one first", () => {
  assertEquals(coming(all, now).map(({ id }) => id), ["now", "later"]);
  assertEquals(coming([at("seen", "2026-12-01", "attended")], now), []);
});

Deno.test("of a home the last viewing that is over is known", () => {
  const more = [...all, at("first", "2026-11-02", "attended")];
  assertEquals(lastOver(more, "home", now)?.id, "over");
  assertEquals(lastOver(more, "another", now), undefined);
  assertEquals(lastOver([at("now", "2026-11-28")], "home", now), undefined);
});
