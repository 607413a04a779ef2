import { assertEquals } from "@std/assert";
import type { ExpectedCharge, OfflinePayment } from "@estate/sdk";
import { compare } from "./compare.ts";

const charge = (expected_kobo: number) => ({ expected_kobo }) as ExpectedCharge;
const said = (claimed_kobo: number, ...charges: ExpectedCharge[]) =>
  compare({ payment: { claimed_kobo } as OfflinePayment, charges });

Deno.test("a reported amount is the same, less, more, or for what is settled already", () => {
  assertEquals(said(300, charge(100), charge(200)), {
    expected_kobo: 300,
    verdict: "same",
    by_kobo: 0,
  });
  assertEquals([said(250, charge(300)).verdict, said(250, charge(300)).by_kobo], ["less", 50]);
  assertEquals([said(350, charge(300)).verdict, said(350, charge(300)).by_kobo], ["more", 50]);
  assertEquals(said(300, charge(0)).verdict, "settled");
  assertEquals(said(300, charge(0), charge(300)).verdict, "same");
});
