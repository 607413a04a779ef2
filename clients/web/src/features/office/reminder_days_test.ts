import { assertEquals } from "@std/assert";
import { isSame, offered } from "./reminder_days.ts";

Deno.test("a rule of one's own is among what is offered, in the order of days", () => {
  assertEquals(offered([5, -60]).slice(0, 2), [-60, -30]);
  assertEquals(offered([5]).includes(5), true);
  assertEquals(offered([0]), offered([]));
});

Deno.test("rules are the same in any order", () => {
  assertEquals(isSame([3, -7], [-7, 3]), true);
  assertEquals(isSame([3], []), false);
});
