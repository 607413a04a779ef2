import { assertEquals } from "@std/assert";
import type { PaymentStanding, ReceiptWithVoid } from "@estate/sdk";
import { askAgainAfter, isOpen, standingOf } from "./standing.ts";

const payment = (status: PaymentStanding["status"], refunded = 0): PaymentStanding => ({
  reference: "EST-1",
  status,
  amount_kobo: 100,
  currency: "NGN",
  refunded_kobo: refunded,
});
const receipt = [{}] as unknown as ReceiptWithVoid[];

Deno.test("it is never paid before the receipt is there, and never for who may not see receipts", () => {
  assertEquals(standingOf(payment("succeeded"), [], 0), "settled");
  assertEquals(standingOf(payment("succeeded"), receipt, 0), "paid");
  assertEquals(standingOf(payment("succeeded"), undefined, 0), "confirmed");
  assertEquals(standingOf(payment("succeeded", 100), receipt, 0), "went_back");
  assertEquals(standingOf(payment("succeeded", 40), receipt, 0), "paid");
});

Deno.test("while nobody knows, it says so, and after a minute that it takes long", () => {
  assertEquals(standingOf(payment("pending"), [], 0), "asking");
  assertEquals(standingOf(payment("created"), undefined, 59_999), "asking");
  assertEquals(standingOf(payment("pending"), [], 60_000), "late");
});

Deno.test("a checkout in which nobody has paid is not paid, however long one waits; nothing else is asked of it", () => {
  for (const said of ["unknown", "not_begun"] as const) {
    assertEquals(standingOf(payment("pending"), [], 0, false, said), "unpaid");
    assertEquals(standingOf(payment("created"), [], 90_000, false, said), "unpaid");
    assertEquals(standingOf(payment("failed"), [], 0, false, said), "failed");
    assertEquals(standingOf(payment("pending"), [], 0, true, said), "looked_at");
  }
  for (const said of ["pending", "succeeded", "unreachable", null, undefined] as const) {
    assertEquals(standingOf(payment("pending"), [], 0, false, said), "asking");
  }
  assertEquals([isOpen("unpaid"), askAgainAfter("unpaid", 0)], [true, 2_000]);
});

Deno.test("of what was paid offline no bank is asked, however long it waits", () => {
  for (const waited of [0, 600_000]) {
    assertEquals(standingOf(payment("created"), undefined, waited, true), "looked_at");
    assertEquals(standingOf(payment("pending"), [], waited, true), "looked_at");
    assertEquals(askAgainAfter("looked_at", waited), false);
  }
  assertEquals(standingOf(payment("succeeded"), receipt, 0, true), "paid");
  // Nobody left a provider's page: nobody looked.
  assertEquals(standingOf(payment("abandoned"), undefined, 0, true), "unanswered");
  assertEquals(standingOf(payment("abandoned"), undefined, 0), "given_up");
  // The payee's side has confirmed it, and no bank has.
  assertEquals(standingOf(payment("succeeded"), [], 0, true), "agreed");
  assertEquals(askAgainAfter("agreed", 0), 2_000);
});

Deno.test("the bank is asked less and less often, and no more once it is known", () => {
  const waits = [0, 30_000, 600_000].map((waited) => askAgainAfter("asking", waited));
  assertEquals(waits, [2_000, 5_000, 30_000]);
  for (const over of ["paid", "confirmed", "failed", "went_back", "taken_back"] as const) {
    assertEquals(askAgainAfter(over, 0), false);
  }
  assertEquals(askAgainAfter("given_up", 0), 60_000);
  assertEquals(askAgainAfter("settled", 0), 2_000);
});

Deno.test("once it is decided, what was read of it before is of no use", () => {
  assertEquals((["asking", "late", "looked_at"] as const).map(isOpen), [true, true, true]);
  assertEquals(
    (["settled", "agreed", "paid", "failed", "taken_back"] as const).some(isOpen),
    false,
  );
});
