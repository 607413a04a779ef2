import { assertEquals } from "@std/assert";
import { isDeclinedForGood, lastDayOf } from "./saved_cards.ts";

Deno.test("a bank's last word is told from a decline that may pass", () => {
  for (
    const reason of [
      "Expired Card",
      "Declined: card reported stolen",
      "Lost Card, Pick-Up",
      "Pick up card",
      "Restricted card",
      "Authorization code is invalid",
      "The authorization has been revoked",
      "Wrong token or email passed",
      "Paystack answered 400: Authorization is inactive",
      "Transaction not permitted to cardholder",
    ]
  ) assertEquals(isDeclinedForGood(reason), true, reason);
  for (
    const reason of [
      "Insufficient Funds",
      "Declined",
      "Do not honour",
      "Issuer or switch inoperative",
      "Exceeds withdrawal limit",
      "Paystack answered 400: Invalid authorization key",
      "Merchant is not permitted to use this service",
      "",
    ]
  ) assertEquals(isDeclinedForGood(reason), false, reason);
});

Deno.test("a card expires at the end of its month", () => {
  assertEquals(lastDayOf("2030", "12"), "2030-12-31");
  assertEquals(lastDayOf("32", "09"), "2032-09-30");
  assertEquals(lastDayOf("2028", "2"), "2028-02-29");
  for (
    const [year, month] of [["2030", "13"], ["2030", "0"], ["", "1"], ["203", "1"], ["x", "y"]]
  ) {
    assertEquals(lastDayOf(year ?? "", month ?? ""), undefined);
  }
});
