import { assertEquals } from "@std/assert";
import { monthOf } from "./month.ts";

Deno.test("a month ends on its last day, in leap years too", () => {
  assertEquals(monthOf("2026-11-27"), { fromOn: "2026-11-01", toOn: "2026-11-30" });
  assertEquals(monthOf("2028-02-03"), { fromOn: "2028-02-01", toOn: "2028-02-29" });
  assertEquals(monthOf("2026-12-31"), { fromOn: "2026-12-01", toOn: "2026-12-31" });
});
