/** From an event to a phone and a mailbox and back: the outbox, the jobs, the senders, the sandboxes and their reports. */
import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
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

/** A process as `deno task worker` starts it. */
function startWorker(
  settings: Readonly<Record<string, string>>,
): Deno.ChildProcess {
  const worker = new URL(
    "../../supabase/functions/jobs/worker.ts",
    import.meta.url,
  );
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--quiet", worker.pathname],
    env: settings,
    stdout: "null",
    stderr: "piped",
  }).spawn();
}

async function eventually(
  is: () => boolean | Promise<boolean>,
  what: string,
): Promise<void> {
  for (let n = 0; n < 600; n++) {
    if (await is()) return;
    await delay(100);
  }
  throw new Error(`Waited a minute for ${what}`);
}

/** Has everything that is due sent. */
async function sendAll(stack: Stack, waitsForReports = true) {
  const waiting = () =>
    stack.database.query(
      `select from private.deliveries
       where $1 and (status = 'sending' or (status = 'queued' and next_at <= clock_timestamp()))`,
      [true],
    );
  const response = await fetch(`${stack.url}/functions/v1/jobs/run`, {
    method: "POST",
    headers: { "x-jobs-secret": developmentKeys.jobsSecret },
  });
  const { failed } = await response.json();
  assertEquals([response.status, failed], [200, []]);
  // The database wakes workers too: another one may have it in hand, or be about to take it.
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

      await t.step(
        "a worker of one's own that is killed: another goes on, and no SMS goes twice",
        async () => {
          // Nobody else works: the database finds no functions.
          await database.query("delete from vault.secrets where name = $1", [
            "functions_url",
          ]);
          const ada = await reachable(stack, "killed");
          const sent = () => termii.messages(ada.phone).map(({ text }) => text);
          const news = Array.from(
            { length: 40 },
            (_, n) => `Your bank asks you to confirm ${n}`,
          );
          for (const title of news) {
            await tell(database, [ada.id], "autopay_action", {}, title);
          }
          await database.exec(
            "update private.delivery_channels set per_second = 20, burst = 20",
          );
          const first = startWorker(stack.functionSettings);
          await eventually(() => sent().length >= 5, "the first SMS");
          first.kill("SIGKILL");
          await first.status;
          const atKill = sent().length;
          assert(atKill < news.length, "it was killed in the middle");
          await database.exec(
            "update private.work_runs set seen_at = seen_at - interval '10 seconds'",
          );
          const [began] = await database.query<{ at: string }>(
            "select clock_timestamp()::text as at where $1",
            [true],
          );
          const second = startWorker(stack.functionSettings);
          await eventually(
            async () => {
              // What the first had in hand is in doubt once its time is over. What it asked for last may be granted only now.
              await database.query(
                "update private.deliveries set next_at = now() where status = 'sending' and next_at < $1::timestamptz + interval '120 seconds'",
                [began?.at],
              );
              return (await database.query(
                "select from private.deliveries where user_id = $1 and status in ('queued', 'sending')",
                [ada.id],
              )).length === 0;
            },
            "an empty outbox",
          );
          second.kill("SIGTERM");
          assertEquals(
            (await second.status).code,
            0,
            "it ends when it is told to",
          );
          await termii.reportsSettled();
          assertEquals(
            sent().length,
            new Set(sent()).size,
            "no SMS went twice",
          );
          const left = (await smsOf(ada)).filter((it) => !it.startsWith("sms delivered"));
          assert(
            left.length <= 10 &&
              left.every((it) => it.startsWith("sms unknown")),
            left.join(),
          );
          assertEquals(sent().length >= news.length - left.length, true);
        },
      );

      await t.step(
        "a worker with wrong settings says what is wrong, in a line",
        async () => {
          const saying = async (settings: Record<string, string>) => {
            const { code, stderr } = await startWorker({
              ...stack.functionSettings,
              ...settings,
            })
              .output();
            return [
              code,
              new TextDecoder().decode(stderr).trim().split("\n"),
            ] as const;
          };
          const [missing, missed] = await saying({ JOBS_SECRET: "" });
          assertEquals([missing, missed.length], [1, 1]);
          assertMatch(
            missed[0] ?? "",
            /^Cannot run the worker: JOBS_SECRET: is missing/,
          );
          const [refused, refusal] = await saying({
            SUPABASE_SECRET_KEYS: JSON.stringify({
              default: "sb_secret_wrong",
            }),
          });
          assertEquals([refused, refusal.length], [1, 1]);
          assertMatch(
            refusal[0] ?? "",
            /^Cannot run the worker: the database at SUPABASE_URL refuses/,
          );
        },
      );
    } finally {
      await stack.close();
    }
  },
});
