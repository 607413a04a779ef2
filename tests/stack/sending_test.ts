/** From an event to a phone and a mailbox and back: the outbox, the jobs, the senders, the sandboxes and their reports. */
import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { delay } from "@std/async/delay";
import { createClient } from "@supabase/supabase-js";
import { developmentKeys } from "../../local/settings.ts";
import type { Stack } from "../../local/stack.ts";
import { startTemporaryStack } from "../../local/temporary_stack.ts";
import { givePhone, openOutbox, standing, tell } from "../database/words/outbox.ts";

/** Somebody with a confirmed address and number. */
async function reachable(stack: Stack, name: string) {
  const app = createClient(stack.url, stack.publishableKey, { auth: { persistSession: false } });
  const email = `${name}@example.ng`;
  const { data } = await app.auth.signUp({ email, password: "a long enough password" });
  const id = data.user?.id ?? "";
  return { id, email, phone: await givePhone(stack.database, id) };
}

/** Has everything that is due sent. */
async function sendAll(stack: Stack, waitsForReports = true) {
  const waiting = () =>
    stack.database.query("select from private.deliveries where status = 'sending' and $1", [true]);
  const response = await fetch(`${stack.url}/functions/v1/jobs/run`, {
    method: "POST",
    headers: { "x-jobs-secret": developmentKeys.jobsSecret },
  });
  const { failed } = await response.json();
  assertEquals([response.status, failed], [200, []]);
  // The database wakes workers too: another one may have it in hand.
  for (let n = 0; n < 100 && (await waiting()).length > 0; n++) await delay(100);
  if (waitsForReports) await stack.termii.reportsSettled();
}

Deno.test({
  name:
    "what people are told of reaches phones and mailboxes, and stands as it is whatever goes wrong",
  // supabase-js keeps timers of its own for a moment.
  sanitizeOps: false,
  sanitizeResources: false,
  async fn(t) {
    const stack = await startTemporaryStack();
    const { database, termii, mail } = stack;
    try {
      await openOutbox(database);
      const notify = (who: { id: string }) =>
        tell(database, [who.id], "autopay_action", {}, "Your bank asks you to confirm");
      const smsOf = async (who: { id: string }) =>
        (await standing(database, who.id)).filter((it) => it.startsWith("sms"));

      await t.step("an SMS is delivered, an e-mail sent, each once", async () => {
        const ada = await reachable(stack, "ada");
        await notify(ada);
        await sendAll(stack);
        await sendAll(stack);
        assertEquals(await standing(database, ada.id), ["sms delivered", "email sent"]);
        assertEquals([termii.messages(ada.phone).length, mail.messages(ada.email).length], [1, 1]);
        const [letter] = mail.messages(ada.email);
        assertEquals(letter?.via, "smtp");
        assertMatch(letter?.messageId ?? "", /^<.+@.+>$/);
        const [kept] = await database.query<{ cost: number; id: string }>(
          `select cost_kobo::int as cost, provider_id as id from private.deliveries
           where user_id = $1 and channel = 'sms'`,
          [ada.id],
        );
        const [sms] = termii.messages(ada.phone);
        assertEquals([kept?.cost, kept?.id], [sms?.costKobo, sms?.id]);
      });

      await t.step(
        "a report may come before the send returns, late, three times over",
        async () => {
          const early = await reachable(stack, "early");
          termii.setFault(early.phone, { delayMs: 800, webhook: { copies: 3 } });
          await notify(early);
          await sendAll(stack);
          assertEquals(await smsOf(early), ["sms delivered"]);
          const late = await reachable(stack, "late");
          termii.setFault(late.phone, { webhook: { hold: true } });
          await notify(late);
          await sendAll(stack);
          assertEquals(await smsOf(late), ["sms sent"]);
          assertEquals(termii.release(late.phone), 1);
          await termii.reportsSettled();
          assertEquals(await smsOf(late), ["sms delivered"]);
          assertEquals(termii.messages(late.phone).length, 1);
        },
      );

      await t.step("a forged report moves nothing", async () => {
        const forged = await reachable(stack, "forged");
        termii.setFault(forged.phone, { webhook: { wrongSignature: true } });
        await notify(forged);
        // It is sent again and again.
        await sendAll(stack, false);
        while (
          stack.termii.reports().every(({ reference, attempts }) =>
            reference !== forged.phone.slice(1) || attempts.length === 0
          )
        ) await delay(20);
        assertEquals(await smsOf(forged), ["sms sent"]);
        await termii.reset();
      });

      await t.step(
        "of one that may have gone nobody says more than that, until its report does",
        async () => {
          const doubtful = await reachable(stack, "doubtful");
          termii.setFault(doubtful.phone, { fail503AfterSuccess: 1, webhook: { hold: true } });
          await notify(doubtful);
          await sendAll(stack);
          await sendAll(stack);
          assertEquals((await smsOf(doubtful))[0]?.startsWith("sms unknown"), true);
          assertEquals(termii.messages(doubtful.phone).length, 1, "and it is not sent again");
          termii.release(doubtful.phone);
          await termii.reportsSettled();
          assertEquals(await smsOf(doubtful), ["sms delivered"]);
        },
      );

      await t.step(
        "with an empty wallet it waits; what Termii never will send has failed",
        async () => {
          const poor = await reachable(stack, "poor");
          termii.setWallet(0);
          await notify(poor);
          await sendAll(stack);
          assertStringIncludes((await smsOf(poor))[0] ?? "", "sms queued");
          termii.setWallet(5_000_000);
          await database.query(
            "update private.deliveries set next_at = now() where user_id = $1 and status = 'queued'",
            [poor.id],
          );
          await sendAll(stack);
          assertEquals(await smsOf(poor), ["sms delivered"]);
          const nameless = await reachable(stack, "nameless");
          for (const sender of ["Estate", "N-Alert"]) termii.setSender(sender, false);
          await notify(nameless);
          await sendAll(stack);
          for (const sender of ["Estate", "N-Alert"]) termii.setSender(sender, true);
          assertStringIncludes((await smsOf(nameless))[0] ?? "", "sms failed invalid_sender");
          const lost = await reachable(stack, "lost");
          termii.setOutcome(lost.phone, "failed");
          await notify(lost);
          await sendAll(stack);
          assertStringIncludes((await smsOf(lost))[0] ?? "", "sms failed");
        },
      );

      await t.step("a mailbox that is full waits, one that is not there has failed", async () => {
        const full = await reachable(stack, "full");
        const gone = await reachable(stack, "gone");
        mail.setFault(full.email, { recipient: 452 });
        mail.setFault(gone.email, { recipient: 550 });
        await notify(full);
        await notify(gone);
        await sendAll(stack);
        const emailOf = async (who: { id: string }) =>
          (await standing(database, who.id)).filter((it) => it.startsWith("email"))[0] ?? "";
        assertStringIncludes(await emailOf(full), "email queued");
        assertStringIncludes(await emailOf(gone), "email failed");
      });
    } finally {
      await stack.close();
    }
  },
});
