import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { readAmount, readDate, readPhone, sayAmount, type TypedInput } from "./typed_input.ts";

/** What was understood, or what it could have meant. */
function outcome<Value>(read: TypedInput<Value>): unknown {
  return read.understood ? read.says : read.readings.map(({ says }) => says);
}

Deno.test("amounts are read as people write them, and said", () => {
  const naira: Readonly<Record<string, number>> = {
    "1,200,000": 1_200_000,
    "1200000": 1_200_000,
    "₦1.2m": 1_200_000,
    "N1.2M": 1_200_000,
    "1.2 million": 1_200_000,
    "1.2million naira": 1_200_000,
    "500k": 500_000,
    "500 K": 500_000,
    "#500,000": 500_000,
    "NGN 500,000.00": 500_000,
    "=N=500,000": 500_000,
    "₦ 2 500 000": 2_500_000,
    "2\u00a0500\u202f000": 2_500_000,
    "\u200e1,500\u200f": 1_500,
    "1,200k": 1_200_000,
    "1.25bn": 1_250_000_000,
    "1 billion": 1_000_000_000,
    "250,000/-": 250_000,
    "0": 0,
    "１，５００": 1_500,
    "0.1m": 100_000,
  };
  for (const [typed, value] of Object.entries(naira)) {
    assertEquals(readAmount(typed), {
      understood: true,
      value: value * 100,
      says: sayAmount(value * 100),
    }, typed);
  }
  assertEquals(outcome(readAmount("1,500.50")), "₦1,500.50");
});

Deno.test("amounts that could be two are not chosen between", () => {
  assertEquals(outcome(readAmount("1.200.000")), ["₦1,200,000"]);
  assertEquals(outcome(readAmount("1,2")), ["₦1.20", "₦12", "₦1,200,000"]);
  assertEquals(outcome(readAmount("1.2")), ["₦1.20", "₦12", "₦1,200,000"]);
  assertEquals(outcome(readAmount("1.200")), ["₦1,200"]);
  assertEquals(outcome(readAmount("1,2m")), ["₦1,200,000", "₦12,000,000"]);
  assertEquals(outcome(readAmount("12,00,000")), ["₦1,200,000"]);
  for (
    const typed of [
      "",
      " ",
      "-5",
      "five",
      "1e6",
      "1.2.3m4",
      "NaN",
      "10,000,000,000,001",
      "99999999999999999999",
      "0.001",
      "₦",
      "k",
    ]
  ) {
    assertEquals(readAmount(typed).understood, false, typed);
  }
});

Deno.test("an amount that is said is read as the same", () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 1_000_000_000_000_000 }), (kobo) => {
    const read = readAmount(sayAmount(kobo));
    assert(read.understood && read.value === kobo, sayAmount(kobo));
  }));
});

Deno.test("dates have the day first", () => {
  for (
    const typed of [
      "05/12/2026",
      "5/12/26",
      "5-12-2026",
      "5.12.2026",
      "05 12 2026",
      "2026-12-05",
      "5 Dec 2026",
      "5th December, 2026",
      "December 5, 2026",
      "Dec 5th 2026",
      "5-DEC-2026",
      "the 5th of december 2026",
      "05\u00a0/\u00a012\u00a0/\u00a02026",
    ]
  ) {
    assertEquals(readDate(typed), {
      understood: true,
      value: "2026-12-05",
      says: "5 December 2026",
    }, typed);
  }
  assertEquals(outcome(readDate("29/02/2028")), "29 February 2028");
});

Deno.test("dates that there are not are refused with what could be meant", () => {
  assertEquals(outcome(readDate("31/04/2026")), ["30 April 2026", "1 May 2026"]);
  assertEquals(outcome(readDate("29/02/2026")), ["28 February 2026", "1 March 2026"]);
  assertEquals(outcome(readDate("13/13/2026")), ["13 January 2026", "13 March 2026"]);
  assertEquals(outcome(readDate("12/13/2026")), ["13 December 2026"]);
  const year = new Date(Date.now() + 3_600_000).getUTCFullYear();
  assertEquals(outcome(readDate("5 December")), [`5 December ${year}`, `5 December ${year + 1}`]);
  for (
    const typed of [
      "",
      "tomorrow",
      "infinity",
      "0/0/2026",
      "05/12/1066",
      "5/12/20266",
      "32/01/2026",
      "5 Foo 2026",
      "20261205",
    ]
  ) {
    assertEquals(readDate(typed).understood, false, typed);
  }
});

Deno.test("telephone numbers are read to E.164", () => {
  for (
    const typed of [
      "0803 123 4567",
      "08031234567",
      "+2348031234567",
      "+234 803 123 4567",
      "2348031234567",
      "002348031234567",
      "+234 (0) 803 123 4567",
      "0803-123-4567",
      "8031234567",
      "+23408031234567",
      "\u202a0803\u00a0123\u00a04567\u202c",
    ]
  ) {
    assertEquals(readPhone(typed), {
      understood: true,
      value: "+2348031234567",
      says: "0803 123 4567",
    }, typed);
  }
  assertEquals(outcome(readPhone("+44 7911 123456")), "+447911123456");
  assertEquals(outcome(readPhone("01 271 1234")), "012711234");
  assertEquals(outcome(readPhone("08031234567 / 0805 555 1212")), [
    "0803 123 4567",
    "0805 555 1212",
  ]);
  const short = readPhone("0803 123 456");
  assert(!short.understood && short.reason.startsWith("1 digit is missing"));
  for (
    const typed of ["", "0803 123 45678", "call me", "+1", "12345", "0803x1234567", "00000000000"]
  ) {
    assertEquals(readPhone(typed).understood, false, typed);
  }
});
