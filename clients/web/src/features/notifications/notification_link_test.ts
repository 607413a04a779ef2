import { assertEquals } from "@std/assert";
import { linkOf } from "./notification_link.ts";

const news = (kind: string, subject: string, payload: Record<string, unknown> = {}) =>
  linkOf({ kind, subject_id: subject, payload } as Parameters<typeof linkOf>[0], ["mine"]);

Deno.test("news lead to what they are about, and nowhere that is not one's own", () => {
  assertEquals(news("message_received", "talk"), "/messages/talk");
  assertEquals(news("conversation_invited", "talk"), "/messages");
  assertEquals(news("payment_settled", "p", { reference: "EST-1" }), "/payments/EST-1");
  assertEquals(news("important_announcement", "a"), "/announcements/a");
  assertEquals(news("rent_due", "mine"), "/home/mine/pay");
  assertEquals(news("rent_due", "other"), undefined);
  assertEquals(
    news("letter_sent", "l", { letter_id: "l", tenancy_id: "mine" }),
    "/home/mine/notices/l",
  );
  assertEquals(
    news("statutory_notice", "n", { notice_id: "n", tenancy_id: "other" }),
    undefined,
  );
  assertEquals(news("tenancy_accepted", "mine"), "/home/mine");
  assertEquals(news("offer_made", "o", { listing_id: "l" }), "/offers/o");
  assertEquals(news("sale_closed", "s", { offer_id: "o" }), "/offers/o/purchase");
  assertEquals(news("application_decided", "a", { listing_id: "l" }), "/l/l/apply");
  assertEquals(news("history_requested", "consent"), "/me/record");
  assertEquals(
    news("inspection_ready", "look", { tenancy_id: "mine" }),
    "/home/mine/inspections/look",
  );
  assertEquals(
    news("inspection_scheduled", "look", { tenancy_id: "mine" }),
    "/home/mine/inspections",
  );
  assertEquals(news("inspection_ready", "look", { tenancy_id: "other" }), undefined);
  assertEquals(news("deposit_return_recorded", "r", { tenancy_id: "mine" }), "/home/mine/ending");
  assertEquals(news("notice_given", "mine"), "/home/mine/ending");
  assertEquals(news("general", "x"), undefined);
});
