import { assertEquals } from "@std/assert";
import { readAmountOrPercent, wayOf } from "./amount_or_percent.ts";

const read = (fields: Readonly<Record<string, string>>) => {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return readAmountOrPercent(data);
};

Deno.test("it is read the way that was chosen, whatever else was typed", () => {
  const typed = { amount_kobo: "500000", bps: "2.5%" };
  assertEquals(read({ ...typed, by: "amount" }), { amountKobo: 500_000 });
  assertEquals(read({ ...typed, by: "percent" }), { bps: 250 });
});

Deno.test("what is no amount or percentage is named", () => {
  assertEquals(read({ by: "amount", amount_kobo: "" }), { wrong: "amount_kobo" });
  assertEquals(read({ by: "percent", bps: "0" }), { wrong: "bps" });
  assertEquals(read({ by: "percent", bps: "101" }), { wrong: "bps" });
});

Deno.test("what is kept is shown the way it was said", () => {
  assertEquals([undefined, null, 500].map(wayOf), ["amount", "amount", "percent"]);
});
