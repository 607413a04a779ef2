import { assertEquals } from "@std/assert";
import { instalments } from "./instalments.ts";

Deno.test("parts are of whole naira and come to the charge", () => {
  const parts = instalments({
    amountKobo: 100_000_00,
    firstOn: "2026-12-31",
    count: 3,
    step: "month",
  });
  assertEquals(parts, [
    { dueOn: "2026-12-31", amountKobo: 33_333_00 },
    { dueOn: "2027-01-31", amountKobo: 33_333_00 },
    { dueOn: "2027-02-28", amountKobo: 33_334_00 },
  ]);
});

Deno.test("the steps are a fortnight, a month or a quarter", () => {
  const days = (step: "fortnight" | "quarter") =>
    instalments({ amountKobo: 900, firstOn: "2026-11-30", count: 2, step }).map((it) => it.dueOn);
  assertEquals(days("fortnight"), ["2026-11-30", "2026-12-14"]);
  assertEquals(days("quarter"), ["2026-11-30", "2027-02-28"]);
});

Deno.test("what is less than a naira each is divided into kobo", () => {
  const kobo = instalments({ amountKobo: 250, firstOn: "2026-12-01", count: 4, step: "month" })
    .map(({ amountKobo }) => amountKobo);
  assertEquals(kobo, [62, 62, 62, 64]);
});
