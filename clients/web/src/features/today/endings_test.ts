import { assertEquals } from "@std/assert";
import { endingsOf } from "./endings.ts";

Deno.test("terms by when they end; without a last day they go on, and one that is over is over", () => {
  const terms = ["2026-11-27", "2026-11-28", "2026-12-28", "2026-12-29", "2027-02-26", "2027-02-27"]
    .map((ends_on) => ({ ends_on }));
  assertEquals(endingsOf([...terms, { ends_on: null }], "2026-11-27"), {
    within30: 2,
    within60: 1,
    within90: 1,
    later: 2,
    over: 1,
  });
});
