import { assertEquals } from "@std/assert";
import { inOrder, readAccountNumber, stateOf } from "./account_state.ts";

const now = Date.parse("2026-11-27T12:00:00Z");
const approved = { status: "approved", payable_from: "2026-11-27T12:00:01Z" } as const;

Deno.test("an account that was approved cools off until its moment", () => {
  assertEquals(stateOf(approved, now), "cooling");
  assertEquals(stateOf(approved, now + 1_000), "used");
  assertEquals(stateOf({ status: "approved", payable_from: null }, now), "used");
  assertEquals(stateOf({ status: "proposed", payable_from: null }, now), "waits");
  assertEquals(stateOf({ status: "retired", payable_from: approved.payable_from }, now), "retired");
});

Deno.test("what waits stands first, what is over last, the newest before the older", () => {
  const at = (day: number, status: "proposed" | "approved" | "declined" | "retired") => ({
    status,
    payable_from: "2026-11-01T00:00:00Z",
    created_at: `2026-11-0${day}T00:00:00Z`,
  });
  const accounts = [at(1, "retired"), at(2, "approved"), at(3, "declined"), at(4, "approved")];
  assertEquals(
    inOrder([...accounts, at(1, "proposed")], now).map((it) => it.created_at.slice(8, 10)),
    ["01", "04", "02", "03", "01"],
  );
});

Deno.test("an account number has ten figures", () => {
  assertEquals(readAccountNumber("0123 456-789"), "0123456789");
  assertEquals(readAccountNumber("012345678"), undefined);
  assertEquals(readAccountNumber("01234567890"), undefined);
});
