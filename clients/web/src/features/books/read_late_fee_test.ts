import { assertEquals } from "@std/assert";
import { graceChoices, readLateFee } from "./read_late_fee.ts";

const form = (fields: Readonly<Record<string, string>>) => {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
};

Deno.test("paying late costs an amount, or a percentage up to the most", () => {
  const amount = { by: "amount", amount_kobo: "500000", grace_days: "14" };
  assertEquals(readLateFee(form(amount)), { fee: { graceDays: 14, amountKobo: 500_000 } });
  const percent = { by: "percent", bps: "2.5%", cap_kobo: "2000000", grace_days: "0" };
  assertEquals(readLateFee(form(percent)), {
    fee: { graceDays: 0, bps: 250, capKobo: 2_000_000 },
  });
  assertEquals(readLateFee(form({ ...percent, cap_kobo: "" })), {
    fee: { graceDays: 0, bps: 250 },
  });
});

Deno.test("what is no amount or percentage is named", () => {
  assertEquals(readLateFee(form({ by: "amount", amount_kobo: "", grace_days: "7" })), {
    wrong: "amount_kobo",
  });
  assertEquals(readLateFee(form({ by: "percent", bps: "0", grace_days: "7" })), { wrong: "bps" });
});

Deno.test("a rule is shown as it is, with its own days", () => {
  assertEquals(graceChoices({ grace_days: 10 }), [0, 7, 10, 14, 30, 60]);
  assertEquals(graceChoices(undefined), [0, 7, 14, 30, 60]);
});
