import { assertEquals } from "@std/assert";
import { isOfflineReference } from "../../session/recorded_payment.ts";
import { isOffline } from "./offline.ts";

Deno.test("what no provider sees is known by its method, or by its reference", () => {
  for (const method of ["bank_transfer", "cash", "pos", "cheque"] as const) {
    assertEquals(isOffline({ method }), true, method);
  }
  // An account number for one payment is the provider's: it sees what comes.
  assertEquals(isOffline({ method: "flutterwave" }), false);
  assertEquals(isOffline({ method: "paystack" }), false);
  assertEquals(isOfflineReference("OFF-0123456789ABCDEF0123"), true);
  assertEquals(isOfflineReference("EST-OFF-1"), false);
});

Deno.test("the database gives what is paid offline such a reference", async () => {
  const sql = await Deno.readTextFile(
    new URL(
      "../../../../../supabase/schemas/09_money/46_reporting_payments.sql",
      import.meta.url,
    ),
  );
  assertEquals(sql.includes("'OFF-' || upper(encode("), true);
});
