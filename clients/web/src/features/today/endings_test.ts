import { assertEquals } from "@std/assert";
import { endingsOf } from "./endings.ts";

Deno.test("terms by when they end; without a last day they go on, and one that is over is over", () => {
  const terms = ["2026-11-26", "2026-11-27", "2026-12-27", "2026-12-28", "2027-02-25", "2027-02-26"]
    .map((ends_on) => ({ ends_on }));
  assertEquals(endingsOf([...terms, { ends_on: null }], "2026-11-27"), {
    within30: 2,
    within60: 1,
    within90: 1,
    later: 2,
    over: 1,
  });
});
