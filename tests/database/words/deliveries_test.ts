/** The outbox: what is put into it, and that many who empty it take each once. */
import { assert, assertEquals } from "@std/assert";
import type { Database } from "../../../local/supabase/database/database.ts";
import { as, problem } from "../actor.ts";
import { createUser } from "../world.ts";
import {
  claim,
  finish,
  openOutbox,
  openReachable,
  paid,
  report,
  standing,
  tell,
} from "./outbox.ts";

Deno.test("a notification goes by the channels of its kind, in the transaction that makes it", async (t) => {
  const { database, world, close, tenant, phone } = await openReachable();
  try {
    await t.step(
      "by SMS and e-mail, only at once, and nothing of what was rolled back",
      async () => {
        await tell(
          database,
          [tenant.user],
          "payment_settled",
          paid,
          "Your payment was received",
          world.org,
        );
        await tell(database, [tenant.user], "listing_approved");
        await tell(database, [tenant.user], "message_received");
        await database.transaction(async (tx) => {
          await tell(tx as Database, [tenant.user], "notice_given");
          throw new Error("undo");
        }).catch(() => {});
        assertEquals(await standing(database), ["sms queued", "email queued"]);
      },
    );
    await t.step("rendered when it is handed over, to the confirmed address", async () => {
      const [sms] = await claim(database, "sms");
      assertEquals([sms?.to, sms?.text, sms?.pages, sms?.subject], [
        phone,
        "NGN1,200,000 received by Ada Homes. Ref EST-1.",
        1,
        null,
      ]);
      const [email] = await claim(database, "email");
      assertEquals(email?.subject, "Your payment of ₦1,200,000 was received");
      assert(email?.text.includes("Hello tenant,"));
      assert(email?.html?.startsWith('<!doctype html><html lang="en">'));
      // It proves money: nobody may leave it.
      assertEquals(email?.unsubscribe_token, null);
      assert((sms?.reference.length ?? 99) <= 40);
      assertEquals(await claim(database, "sms"), []);
      assertEquals(
        await finish(database, [sms!], { outcome: "sent", provider_id: "1", cost_kobo: 390 }),
        1,
      );
      assertEquals(
        await finish(database, [email!], { outcome: "sent", provider_id: "<m>" }, "smtp"),
        1,
      );
      assertEquals(await standing(database), ["sms sent", "email sent"]);
      const [cost] = await database.query(
        "select provider, provider_id, cost_kobo::int as cost, attempts::int as attempts, address, next_at from private.deliveries where channel = $1",
        ["sms"],
      );
      assertEquals(cost, {
        provider: "termii",
        provider_id: "1",
        cost: 390,
        attempts: 1,
        address: null,
        next_at: null,
      });
    });
    await t.step("who has not said a name is greeted by none", async () => {
      const newcomer = crypto.randomUUID();
      await database.query(
        "insert into auth.users (id, email, email_confirmed_at) values ($1, $2, now())",
        [newcomer, `${newcomer}@example.ng`],
      );
      await database.query("update profiles set locale = 'yo' where id = $1", [newcomer]);
      await tell(database, [newcomer], "payment_settled", paid, "Received", world.org);
      await tell(database, [newcomer], "offer_declined", {}, "An offer was declined", world.org);
      const letters = await claim(database, "email");
      assertEquals(letters.map((it) => it.text.split("\n")[0]).sort(), ["Hello,", "Ẹ n lẹ,"]);
      assertEquals(letters.filter((it) => `${it.subject} ${it.text}`.includes("New user")), []);
      await database.query("delete from private.deliveries where user_id = $1", [newcomer]);
    });
    await t.step("a kind that nobody wrote down is refused", async () => {
      assertEquals(
        await tell(database, [tenant.user], "no_such_kind").catch((error) => error.message),
        "public.notification_kinds has no row for no_such_kind",
      );
      // Only sent, never told.
      assertEquals(
        await tell(database, [tenant.user], "auth_otp").catch((error) => error.message),
        "public.notification_kinds has no row for auth_otp",
      );
    });
    await t.step(
      "and what is told stays told: a payment would be undone with its news",
      async () => {
        for (
          const change of [
            "update notification_kinds set is_told = false where kind = 'payment_reversed'",
            "update notification_kinds set kind = 'renamed' where kind = 'payment_reversed'",
            "delete from notification_kinds where kind = 'payment_reversed'",
          ]
        ) {
          assertEquals(await problem(database.query(`${change} and $1`, [true])), [
            "PT400",
            "message.bad_template",
            "kind",
          ]);
        }
        await database.query("update notification_kinds set email = 'off' where kind = $1", [
          "payment_reversed",
        ]);
      },
    );
    await t.step(
      "what somebody waits for wakes a worker, once, and other news does not",
      async () => {
        await database.query(
          "select vault.create_secret('http://127.0.0.1:1/functions/v1', 'functions_url'), vault.create_secret($1, 'jobs_secret')",
          ["the-jobs-secret-0"],
        );
        const wakes = async (work: () => Promise<unknown>) => {
          await database.query("delete from net.http_request_queue where $1", [true]);
          await work();
          return (await database.query("select from net.http_request_queue where $1", [true]))
            .length;
        };
        const people = [tenant.user, world.people.owner.user];
        for (const awaited of ["verification_verified", "conversation_invited", "notice_given"]) {
          assertEquals(await wakes(() => tell(database, people, awaited)), 1, awaited);
        }
        assertEquals(await wakes(() => tell(database, people, "document_shared")), 0);
        const invite = (address: string) => () =>
          database.query(
            `select private.send_message('tenant_invited', 'email', $1, null, gen_random_uuid(), '{}')`,
            [address],
          );
        assertEquals(await wakes(invite("somebody@example.ng")), 1);
        // What is not sent, since too much was, wakes nobody.
        for (let sent = 0; sent < 12; sent++) await invite("somebody@example.ng")();
        assertEquals(await wakes(invite("somebody@example.ng")), 0);
        await openOutbox(database);
      },
    );
    await t.step("who is no member any more hears no more about the organization", async () => {
      const { agent, manager, otherOwner } = world.people;
      const [other] = await database.query<{ org: string }>(
        "select org_id as org from memberships where user_id = $1",
        [otherOwner.user],
      );
      await openOutbox(database);
      await tell(
        database,
        [agent.user, manager.user],
        "payment_disputed",
        {},
        "Disputed",
        world.org,
      );
      await tell(database, [agent.user], "document_shared", {}, "Of others", other!.org);
      await database.query("delete from memberships where user_id = $1 and org_id = $2", [
        agent.user,
        world.org,
      ]);
      assertEquals(
        (await database.query<{ line: string }>(
          `select concat_ws(' ', kind, status, reason) as line from private.deliveries
           where user_id = $1 and channel = 'email' order by kind`,
          [agent.user],
        )).map((it) => it.line),
        ["document_shared queued", "payment_disputed suppressed withdrawn"],
      );
      assertEquals(await standing(database, manager.user), ["email queued"]);
      await openOutbox(database);
    });
    await t.step("an audience is one statement, each person once for each channel", async () => {
      await openOutbox(database);
      await database.exec(`
        set session_replication_role = replica;
        insert into auth.users (id, email, email_confirmed_at, phone, phone_confirmed_at)
        select ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, n || '@many.example', now(), '2348' || lpad(n::text, 9, '0'), now()
        from generate_series(1, 2000) as n;
        insert into profiles (id, display_name) select id, 'Person' from auth.users where email like '%@many.example';
        set session_replication_role = origin`);
      await database.exec(
        `select private.notify(array(select id from auth.users where email like '%@many.example'), null, 'notice_given', 'Notice was given', gen_random_uuid())`,
      );
      const [counted] = await database.query(
        "select count(*)::int as n, count(distinct user_id)::int as people from private.deliveries where status = $1",
        ["queued"],
      );
      assertEquals(counted, { n: 4000, people: 2000 });
    });
  } finally {
    await close();
  }
});

Deno.test("one that cannot be written holds up no other", async (t) => {
  const { database, world, close, tenant } = await openReachable();
  try {
    await t.step("it fails, the others go, and it goes once it is mended", async () => {
      await tell(database, [tenant.user], "rent_due", { amount_kobo: 5, charge_ids: "no list" });
      await tell(database, [tenant.user], "payment_settled", paid, "Paid", world.org);
      assertEquals(await claim(database, "email"), []);
      const [next] = await claim(database, "email");
      assertEquals(next?.kind, "payment_settled");
      await finish(database, [next!], { outcome: "sent", provider_id: "<1>" }, "smtp");
      const standing_ = (await standing(database)).filter((it) => it.startsWith("email"));
      assertEquals(standing_, ["email failed broken", "email sent"]);
      await database.query(
        "update notifications set payload = payload || jsonb_build_object('charge_ids', jsonb_build_array($1::text), 'due_on', '2026-12-01', 'path', '/x') where kind = 'rent_due' and user_id = $2",
        [world.charge, tenant.user],
      );
      await as(
        database,
        world.people.staff,
        "select redrive_deliveries(array(select id from list_undelivered('broken')))",
      );
      await claim(database, "email");
      assert(!(await standing(database)).includes("email failed broken"));
    });
    await t.step("nor one that is as long as a book", async () => {
      await openOutbox(database);
      await database.exec(`
        update notification_kinds set fields = fields || '{"story": "prose"}' where kind = 'notice_given';
        update private.message_templates set body = '{{story}}', subject = 'x' where kind = 'notice_given' and channel = 'email';
        update private.message_templates set body = '{{story}}' where kind = 'notice_given' and channel = 'sms' and language = 'en'`);
      await tell(database, [tenant.user], "notice_given", { story: "ọ̀ ".repeat(3000) });
      await tell(database, [tenant.user], "payment_settled", paid, "Paid", world.org);
      assertEquals((await claim(database, "sms")).map((it) => it.kind), ["payment_settled"]);
      assert((await standing(database)).includes("sms failed too_long"));
    });
    await t.step("whatever a provider says that it cost, that it went is noted", async () => {
      for (const cost of [1.5, -1, 1e300]) {
        await openOutbox(database);
        await tell(database, [tenant.user], "payment_settled", paid, "Paid", world.org);
        const handed = await claim(database, "sms");
        assertEquals(
          await finish(database, handed, {
            outcome: "sent",
            provider_id: `cost ${cost}`,
            cost_kobo: cost,
          }),
          1,
        );
      }
    });
  } finally {
    await close();
  }
});

Deno.test({
  name: "many workers at once take each delivery once",
  ignore: Deno.env.get("DATABASE_URL") === undefined,
  async fn() {
    const { database, close } = await openReachable();
    try {
      const people: string[] = [];
      while (people.length < 60) people.push(await createUser(database, "reader"));
      await tell(database, people, "payout_paid");
      const taken: string[] = [];
      await Promise.all(Array.from({ length: 8 }, async () => {
        for (;;) {
          const handed = await claim(database, "email", 5);
          if (handed.length === 0) return;
          taken.push(...handed.map((it) => it.delivery_id));
          // The report races the answer of the send.
          await Promise.all([
            finish(
              database,
              handed,
              (it) => ({ outcome: "sent", provider_id: it.reference }),
              "smtp",
            ),
            ...handed.map((it) => report(database, it.reference, "delivered", {}, "smtp")),
          ]);
        }
      }));
      assertEquals([taken.length, new Set(taken).size], [60, 60]);
      assertEquals(new Set(await standing(database)), new Set(["email delivered"]));

      // And together no more than the channel's rate allows, however many ask at once.
      await tell(database, people, "payout_paid");
      await database.exec(`
        delete from private.rate_limits where bucket = 'deliveries:email';
        update private.delivery_channels set burst = 17, per_second = 0.01 where channel = 'email'`);
      const handed = await Promise.all(
        Array.from({ length: 8 }, () => claim(database, "email", 5)),
      );
      assertEquals(handed.flat().length, 17);
      assertEquals(await claim(database, "email", 5), []);
    } finally {
      await close();
    }
  },
});
