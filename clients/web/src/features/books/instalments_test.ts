import { assertEquals } from "@std/assert";
import { addDays } from "../../format/calendar.ts";
import {
  counts,
  countsWithin,
  faultsOf,
  instalments,
  longestDays,
  planDays,
  planWithin,
  steps,
  stepsWithin,
} from "./instalments.ts";

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

Deno.test("only plans are offered that end within two years of the charge", () => {
  const now = "2026-11-29";
  const fresh = planDays("2026-12-01", now);
  assertEquals(fresh.firstOn, "2026-12-01");
  assertEquals(countsWithin(fresh, "month"), counts);
  assertEquals(countsWithin(fresh, "quarter"), [2, 3, 4, 5, 6, 8]);
  const late = planDays("2025-11-29", now);
  assertEquals(late.firstOn, now);
  assertEquals(countsWithin(late, "quarter"), [2, 3, 4, 5]);
  for (const days of [fresh, late]) {
    for (const step of steps) {
      for (const count of countsWithin(days, step)) {
        const last = instalments({ amountKobo: 100_000, ...days, count, step }).at(-1)!.dueOn;
        assertEquals(last <= addDays(days.dueOn, longestDays), true, `${count} ${step}: ${last}`);
      }
    }
  }
});

Deno.test("what was due for too long is not divided", () => {
  const dueOn = "2024-11-29";
  const stepsOn = (passed: number) => stepsWithin(planDays(dueOn, addDays(dueOn, passed)));
  assertEquals(stepsOn(0), steps);
  assertEquals(stepsOn(longestDays - 14), ["fortnight"]);
  assertEquals(stepsOn(longestDays - 13), []);
  assertEquals(stepsOn(longestDays + 1), []);
});

Deno.test("another step keeps the count that fits, or takes the largest that does", () => {
  const days = planDays("2026-12-01", "2026-11-29");
  assertEquals(planWithin(days, { step: "quarter", count: 6 }), { step: "quarter", count: 6 });
  assertEquals(planWithin(days, { step: "quarter", count: 12 }), { step: "quarter", count: 8 });
  const last = addDays("2024-11-29", longestDays - 14);
  const old = planDays("2024-11-29", last);
  assertEquals(planWithin(old, { step: "month", count: 3 }), { step: "fortnight", count: 2 });
  const over = planDays("2024-11-29", addDays(last, 1));
  assertEquals(planWithin(over, { step: "month", count: 2 }), undefined);
});

Deno.test("a plan is refused by the field that is wrong", () => {
  const part = (dueOn: string, amountKobo: number) => ({ dueOn, amountKobo });
  assertEquals(faultsOf([part("2026-12-01", 600), part("2027-01-01", 400)], 1_000), {});
  assertEquals(faultsOf([part("", 0), part("2027-01-01", 400)], 1_000), {
    "parts.0.amount_kobo": { code: "no_amount" },
    "parts.0.due_on": { code: "no_day" },
  });
  assertEquals(faultsOf([part("2026-12-01", 600), part("2026-12-01", 300)], 1_000), {
    "parts.1.due_on": { code: "not_after", before: "2026-12-01" },
  });
  assertEquals(faultsOf([part("2026-12-01", 600), part("2027-01-01", 300)], 1_000), {
    "parts.1.amount_kobo": { code: "missing", kobo: 100 },
  });
  assertEquals(faultsOf([part("2026-12-01", 600), part("2027-01-01", 600)], 1_000), {
    "parts.1.amount_kobo": { code: "too_much", kobo: 200 },
  });
});
