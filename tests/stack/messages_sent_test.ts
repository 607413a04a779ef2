/** What people are told leaves by SMS and e-mail through the functions and the sandboxes, and provider faults leave it in a true state. */
import { assertEquals, assertMatch } from "@std/assert";
import { setMessageHours, setNotificationPreference } from "@estate/sdk";
import { eventually } from "../../local/demo/narrator.ts";
import { arrive, leave } from "../../local/demo/people.ts";
import { developmentKeys } from "../../local/settings.ts";
import { startTemporaryStack } from "../../local/temporary_stack.ts";
import { createOrganization } from "../database/world.ts";
import { passTime, standing, tell } from "../database/words/outbox.ts";

const paid = { amount_kobo: 120000000, reference: "EST-1" };

Deno.test({
  name: "messages through the sandboxes",
  sanitizeOps: false,
  sanitizeResources: false,
  async fn(t) {
    const stack = await startTemporaryStack();
    const { database, termii, mail } = stack;
    const tenant = await arrive(stack, "Chinedu Okeke");
    const phone = "+2348035550101";
    try {
      await database.query(
        "update private.delivery_channels set quiet_from = null, quiet_until = null where $1",
        [true],
      );
      await database.query(
        "update auth.users set phone = $2, phone_confirmed_at = now() where id = $1",
        [tenant.id, phone.slice(1)],
      );
      await createOrganization(database, { user: tenant.id }, "Okeke Homes");
      const [account] = await database.query<{ email: string }>(
        "select email from auth.users where id = $1",
        [tenant.id],
      );
      const address = account?.email ?? "";
      const letters = () => mail.messages(address);
      /** Works off the outbox, as the clock would, until reports have come in. */
      const send = async () => {
        const response = await fetch(`${stack.url}/functions/v1/jobs/run`, {
          method: "POST",
          headers: {
            "x-jobs-secret": developmentKeys.jobsSecret,
            "content-type": "application/json",
          },
          body: "{}",
        });
        const { done, failed } = await response.json();
        assertEquals(failed, []);
        await termii.reportsSettled();
        return done.deliveries as number;
      };
      /** Works off the outbox until it stands so: what a report wakes works beside us. */
      const comesTo = (what: RegExp) =>
        eventually(String(what), async () => {
          await send();
          return what.test((await standing(database)).join()) || undefined;
        });
      const start = async () => {
        await database.query("delete from private.deliveries where $1", [true]);
        await termii.reset();
      };

      await t.step(
        "a receipt by SMS and e-mail, and the report that it was delivered",
        async () => {
          await tell(database, [tenant.id], "payment_settled", paid, "Your payment was received");
          assertEquals(await send(), 2);
          const [sms] = termii.messages(phone);
          assertEquals([sms?.text, sms?.parts], [
            "NGN1,200,000 received by Okeke Homes. Ref EST-1.",
            1,
          ]);
          const [letter] = letters();
          assertEquals(letter?.subject, "Your payment of ₦1,200,000 was received");
          assertMatch(letter?.text ?? "", /Hello Chinedu Okeke,/);
          assertEquals(letter?.unsubscribe, null);
          assertEquals(await standing(database), ["sms delivered", "email sent"]);
          assertEquals(await send(), 0);
          assertEquals([termii.messages(phone).length, letters().length], [1, 1]);
        },
      );
      await t.step("the report comes before the send has returned, and twice", async () => {
        await start();
        termii.setFault(phone, { delayMs: 700, webhook: { copies: 3 } });
        await tell(database, [tenant.id], "payment_settled", paid);
        await send();
        assertEquals(await standing(database), ["sms delivered", "email sent"]);
      });
      await t.step(
        "it went and nobody said so: no second SMS, and its report finds it",
        async () => {
          await start();
          termii.setFault(phone, { fail503AfterSuccess: true, webhook: { hold: true } });
          await tell(database, [tenant.id], "payment_settled", paid);
          await send();
          assertEquals((await standing(database))[0]?.startsWith("sms unknown"), true);
          await passTime(database);
          await send();
          assertEquals(termii.messages(phone).length, 1);
          termii.setFault(phone, {});
          termii.release(phone);
          await termii.reportsSettled();
          assertEquals((await standing(database))[0], "sms delivered");
        },
      );
      await t.step("an empty wallet puts off, a filled one sends", async () => {
        await start();
        termii.setWallet(0);
        await tell(database, [tenant.id], "payment_settled", paid);
        await send();
        assertMatch((await standing(database))[0] ?? "", /^sms queued/);
        termii.setWallet(100_000);
        await passTime(database);
        await send();
        assertEquals((await standing(database))[0], "sms delivered");
      });
      await t.step("an SMS that fails goes by e-mail where that was not chosen", async () => {
        await start();
        await setNotificationPreference(tenant.estate, "viewing_cancelled", "email", "off");
        termii.setOutcome(phone, "failed");
        await tell(database, [tenant.id], "viewing_cancelled", {}, "A viewing is cancelled");
        const before = letters().length;
        await comesTo(/^sms failed failed,email sent$/);
        assertEquals(letters().length, before + 1);
      });
      await t.step("an address that there is not, once known, is left alone", async () => {
        await start();
        mail.setFault(address, { recipient: 550 });
        await tell(database, [tenant.id], "offer_made");
        await comesTo(/^email failed smtp_550/);
        mail.setFault(address, { recipient: 451 });
        await tell(database, [tenant.id], "offer_made");
        await comesTo(/,email queued smtp_451/);
        mail.setFault(address, {});
        await passTime(database);
        await comesTo(/,email sent/);
      });
      await t.step(
        "one click on the mailbox's button, and no more of that kind comes",
        async () => {
          await start();
          const address = letters()[0]?.unsubscribe ?? "";
          assertMatch(
            address,
            /\/functions\/v1\/messages\/unsubscribe\/[0-9a-f]{32}\.offer_made\./,
          );
          const seen = await fetch(address, { redirect: "manual" });
          await seen.body?.cancel();
          assertEquals([seen.status, (await fetch(seen.headers.get("location") ?? "")).status], [
            303,
            200,
          ]);
          const left = await fetch(address, {
            method: "POST",
            headers: { "content-type": "application/x-www-form-urlencoded" },
            body: "List-Unsubscribe=One-Click",
          });
          assertEquals([left.status, await left.json()], [200, { left: "An offer was made" }]);
          await tell(database, [tenant.id], "offer_made");
          assertEquals(await send(), 0);
        },
      );
      await t.step("people set their hours themselves", async () => {
        assertEquals(
          await setMessageHours(tenant.estate, { quietFrom: 22, quietUntil: 6, digestAt: 9 }),
          {
            user_id: tenant.id,
            quiet_from: 22,
            quiet_until: 6,
            digest_at: 9,
          } as unknown as Awaited<ReturnType<typeof setMessageHours>>,
        );
      });
    } finally {
      await leave([tenant.estate]);
      await stack.close();
    }
  },
});
