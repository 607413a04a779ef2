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
  assertEquals(news("general", "x"), undefined);
});
