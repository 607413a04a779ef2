import { assertEquals } from "@std/assert";
import { nightsOf, obstacleOf } from "./nights.ts";

const free = { minimum_nights: null, maximum_nights: null };
const taken = [{ taken_from: "2026-12-10", taken_until: "2026-12-15" }];

Deno.test("nights are counted from arrival to leaving", () => {
  assertEquals(nightsOf("2026-12-30", "2027-01-02"), 3);
});

Deno.test("who leaves as another comes, or comes as another leaves, is in nobody's way", () => {
  assertEquals(obstacleOf({ from: "2026-12-07", until: "2026-12-10" }, taken, free), undefined);
  assertEquals(obstacleOf({ from: "2026-12-15", until: "2026-12-17" }, taken, free), undefined);
  assertEquals(obstacleOf({ from: "2026-12-14", until: "2026-12-16" }, taken, free), {
    what: "taken",
    from: "2026-12-10",
    until: "2026-12-15",
  });
});

Deno.test("days in the wrong order, too few and too many are told apart", () => {
  const lengths = { minimum_nights: 2, maximum_nights: 14 };
  assertEquals(obstacleOf({ from: "2026-12-02", until: "2026-12-02" }, [], lengths), {
    what: "order",
  });
  assertEquals(obstacleOf({ from: "2026-12-02", until: "2026-12-03" }, [], lengths), {
    what: "short",
    nights: 2,
  });
  assertEquals(obstacleOf({ from: "2026-12-02", until: "2026-12-30" }, [], lengths), {
    what: "long",
    nights: 14,
  });
});
