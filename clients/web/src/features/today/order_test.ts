import { assertEquals } from "@std/assert";
import type { Waiting } from "@estate/sdk";
import { partOrder, percent, waitingParts } from "./order.ts";

const some = (count: number, may_act = true): Waiting => ({ count, may_act, rows: [] });

Deno.test("what one can do comes first, in the order of its worth; what does not wait is left out", () => {
  const needs = {
    endings: some(3),
    payments: some(2, false),
    offers: some(1),
    enquiries: some(0),
  };
  assertEquals(waitingParts(needs).map(([part]) => part), ["offers", "endings", "payments"]);
  assertEquals(waitingParts({}), []);
  assertEquals(new Set(partOrder).size, 15);
});

Deno.test("99.9 per cent are not all", () => {
  assertEquals([percent(999, 1000), percent(1000, 1000), percent(1, 3), percent(0, 0)], [
    99,
    100,
    33,
    0,
  ]);
});
