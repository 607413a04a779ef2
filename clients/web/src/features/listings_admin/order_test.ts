import { assertEquals } from "@std/assert";
import { moved } from "./order.ts";

Deno.test("one moves, the others close up; nothing leaves the list", () => {
  assertEquals(moved(["a", "b", "c"], 0, 1), ["b", "a", "c"]);
  assertEquals(moved(["a", "b", "c"], 2, -2), ["c", "a", "b"]);
  assertEquals(moved(["a", "b", "c"], 2, 5), ["a", "b", "c"]);
  assertEquals(moved(["a", "b", "c"], 0, -1), ["a", "b", "c"]);
});
