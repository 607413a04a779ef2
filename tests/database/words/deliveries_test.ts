/** The outbox: what is put into it, what leaves it, and that nothing leaves it twice. */
import { assert, assertEquals } from "@std/assert";
import type { Database } from "../../../local/supabase/database/database.ts";
import { sha256Hex } from "../../../supabase/functions/_shared/hmac.ts";
import { as, problem } from "../actor.ts";
import { openWorld } from "../test_database.ts";
import { createUser } from "../world.ts";
import {
  claim,
  finish,
  givePhone,
  openOutbox,
  passTime,
  report,
  standing,
  tell,
} from "./outbox.ts";

const paid = { amount_kobo: 120000000, reference: "EST-1" };

async function openReachable() {
  const { database, world, close } = await openWorld();
  await openOutbox(database);
  const { tenant } = world.people;
  const phone = await givePhone(database, tenant.user);
  return { database, world, close, tenant, phone };
}

const hashOf = (text: string) => sha256Hex(new TextEncoder().encode(text));

const close_ = (database: Database) => database.query("select private.close_deliveries()", []);

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

Deno.test("what nobody knows of goes once by SMS, and under one name by e-mail", async (t) => {
  const { database, close, tenant } = await openReachable();
  try {
    await t.step(
      "a worker that was killed: the SMS waits for its report, the e-mail goes again",
      async () => {
        await tell(database, [tenant.user], "payment_settled", paid);
        const [sms] = await claim(database, "sms");
        const [email] = await claim(database, "email");
        await passTime(database);
        assertEquals(await claim(database, "sms"), []);
        const [again] = await claim(database, "email");
        assertEquals([again?.reference, again?.text], [email?.reference, email?.text]);
        assertEquals(await standing(database), ["sms unknown", "email sending"]);
        // The first worker was only slow: what it sent was sent, whoever has it in hand.
        assertEquals(await finish(database, [email!], { outcome: "not_sent" }, "smtp"), 0);
        assertEquals(
          await finish(database, [email!], { outcome: "sent", provider_id: "<m1>" }, "smtp"),
          1,
        );
        assertEquals(
          await finish(database, [again!], { outcome: "sent", provider_id: "<m2>" }, "smtp"),
          0,
        );
        assertEquals(await finish(database, [sms!], { outcome: "sent", provider_id: "7" }), 1);
        assertEquals(await standing(database), ["sms sent", "email sent"]);
      },
    );
    await t.step("an e-mail is not repeated for ever", async () => {
      await openOutbox(database);
      await tell(database, [tenant.user], "payout_paid");
      for (const _ of [1, 2, 3, 4]) {
        assertEquals((await claim(database, "email")).length, 1);
        await passTime(database);
      }
      assertEquals(await claim(database, "email"), []);
      assertEquals(await standing(database), [
        "email unknown unknown".replace(" unknown unknown", " unknown"),
      ]);
    });
    await t.step(
      "a report decides; without one it is given up, and goes by the other channel",
      async () => {
        await openOutbox(database);
        const { user } = tenant;
        await as(
          database,
          tenant,
          "select set_notification_preference('viewing_cancelled', 'email', 'off')",
        );
        await tell(database, [user], "viewing_cancelled");
        const handed = await claim(database, "sms");
        assertEquals(await finish(database, handed, { outcome: "unknown", code: "Timed out!" }), 1);
        assertEquals(await standing(database), ["sms unknown timed_out_"]);
        await close_(database);
        assertEquals(await standing(database), ["sms unknown timed_out_"]);
        await passTime(database);
        await close_(database);
        assertEquals(await standing(database), ["sms failed no_report", "email queued"]);
        // It had arrived after all.
        await database.query(
          "update private.deliveries set provider_id = '88' where channel = $1",
          ["sms"],
        );
        assertEquals(await report(database, "88", "delivered"), "applied");
        assertEquals(await standing(database), ["sms delivered", "email queued"]);
      },
    );
    await t.step("a report tells by number and text which one it means", async () => {
      await openOutbox(database);
      await tell(database, [tenant.user], "payment_settled", paid);
      const handed = await claim(database, "sms");
      await finish(database, handed, { outcome: "unknown", code: "timeout" });
      const { to, text } = handed[0]!;
      assertEquals(
        await report(database, "90", "delivered", {
          receiver_sha256: await hashOf(`sms:${to.slice(1)}`),
          text_sha256: await hashOf("Another text"),
        }),
        "kept",
      );
      assertEquals(
        await report(database, "91", "delivered", {
          receiver_sha256: await hashOf(`sms:${to.slice(1)}`),
          text_sha256: await hashOf(text),
          cost_kobo: 390,
        }),
        "applied",
      );
      const [row] = await database.query(
        "select status::text as status, provider_id, cost_kobo::int as cost from private.deliveries where channel = $1",
        ["sms"],
      );
      assertEquals(row, { status: "delivered", provider_id: "91", cost: 390 });
    });
    await t.step(
      "also within the lease of a worker that was killed, or that is only slow",
      async () => {
        await openOutbox(database);
        await tell(database, [tenant.user], "payment_settled", paid);
        const handed = await claim(database, "sms");
        const { to, text } = handed[0]!;
        const hashes = {
          receiver_sha256: await hashOf(`sms:${to.slice(1)}`),
          text_sha256: await hashOf(text),
        };
        assertEquals(await report(database, "92", "delivered", hashes), "applied");
        assertEquals(await finish(database, handed, { outcome: "sent", provider_id: "92" }), 0);
        await passTime(database);
        await close_(database);
        assertEquals((await standing(database))[0], "sms delivered");
        const [cost] = await database.query(
          "select cost_kobo = 500 * pages as known from private.deliveries where provider_id = $1",
          ["92"],
        );
        assertEquals(cost, { known: true });
      },
    );
    await t.step(
      "of what is no delivery of ours no hash is kept: a code would be tried out of it",
      async () => {
        await report(database, "93", "delivered", {
          receiver_sha256: await hashOf("sms:2348031234567"),
          text_sha256: await hashOf("123456 is your Estate code"),
        });
        const [row] = await database.query(
          "select num_nonnulls(address_hash, text_hash) as kept from private.delivery_reports where provider_id = $1",
          ["93"],
        );
        assertEquals(row, { kept: 0 });
      },
    );
    await t.step("an announcement that a phone refuses shuts only that way", async () => {
      await openOutbox(database);
      for (const [n, by] of ["report", "refusal"].entries()) {
        await database.exec("delete from private.deliveries");
        await tell(database, [tenant.user], "important_announcement", { path: "/a", excerpt: "x" });
        const handed = await claim(database, "sms");
        assertEquals(handed.length, 1);
        if (by === "refusal") await finish(database, handed, { outcome: "refused", code: "dnd" });
        else {
          await finish(database, handed, { outcome: "sent", provider_id: `94${n}` });
          assertEquals(await report(database, `94${n}`, "dnd"), "applied");
        }
        await tell(database, [tenant.user], "payment_settled", paid);
        assertEquals((await claim(database, "sms")).length, 1);
      }
    });
    await t.step("nothing goes to countries that no code goes to", async () => {
      await openOutbox(database);
      await database.query(
        `select private.send_message('member_invited', 'sms', number, null, gen_random_uuid(), '{"path": "/i", "org": "A"}')
         from unnest($1::text[]) as number`,
        ["{+8823460000001,+2348030000001}"],
      );
      assertEquals((await claim(database, "sms")).map(({ to }) => to), ["+2348030000001"]);
      assertEquals((await standing(database)).sort(), [
        "sms sending",
        "sms suppressed out_of_reach",
      ]);
    });
  } finally {
    await close();
  }
});

Deno.test("what does not go is tried again, or falls back, or is given up with a reason", async (t) => {
  const { database, close, tenant, world } = await openReachable();
  try {
    await t.step("surely not sent: again, later and later, while it is of use", async () => {
      await tell(database, [tenant.user], "payout_paid");
      const [first] = await claim(database, "email");
      await finish(database, [first!], { outcome: "not_sent", code: "wallet_empty" }, "smtp");
      assertEquals(await standing(database), ["email queued wallet_empty"]);
      assertEquals(await claim(database, "email"), []);
      await passTime(database);
      const [second] = await claim(database, "email");
      assertEquals(second?.reference, first?.reference);
      await database.exec(
        "update private.deliveries set useful_until = now() - interval '1 second'",
      );
      await finish(database, [second!], { outcome: "not_sent", code: "wallet_empty" }, "smtp");
      assertEquals(await standing(database), ["email failed too_late"]);
    });
    await t.step(
      "a number on the do-not-disturb list: by e-mail, and no SMS to it any more",
      async () => {
        await openOutbox(database);
        await as(
          database,
          tenant,
          "select set_notification_preference('viewing_cancelled', 'email', 'off')",
        );
        await tell(database, [tenant.user], "viewing_cancelled");
        await finish(database, await claim(database, "sms"), { outcome: "refused", code: "dnd" });
        assertEquals(await standing(database), ["sms failed dnd", "email queued"]);
        await openOutbox(database);
        await tell(database, [tenant.user], "payment_settled", paid);
        assertEquals(await claim(database, "sms"), []);
        // It goes by e-mail anyway: no second one.
        assertEquals(await standing(database), ["sms suppressed dnd", "email queued"]);
        // Who confirms the number anew can be reached again.
        await database.query(
          "update auth.users set phone_confirmed_at = clock_timestamp() where id = $1",
          [tenant.user],
        );
        await tell(database, [tenant.user], "payment_settled", paid);
        assertEquals((await claim(database, "sms")).length, 1);
      },
    );
    await t.step("nowhere to go, read already, refused meanwhile, gone: each says so", async () => {
      await openOutbox(database);
      const { owner, agent, manager, accountant } = world.people;
      await tell(database, [owner.user], "viewing_cancelled");
      await claim(database, "sms");
      assertEquals(await standing(database, owner.user), [
        "sms suppressed no_address",
        "email queued",
      ]);
      for (const { user } of [agent, manager, accountant]) {
        await tell(database, [user], "offer_made");
      }
      await database.query("update notifications set read_at = now() where user_id = $1", [
        agent.user,
      ]);
      await as(
        database,
        manager,
        "select set_notification_preference('offer_made', 'email', 'off')",
      );
      await database.query("delete from notifications where user_id = $1", [accountant.user]);
      assertEquals((await claim(database, "email")).map((it) => it.kind), ["viewing_cancelled"]);
      assertEquals(
        [
          await standing(database, agent.user),
          await standing(database, manager.user),
          await standing(database, accountant.user),
        ],
        [["email suppressed read"], ["email suppressed refused"], ["email suppressed gone"]],
      );
    });
    await t.step(
      "a text that lacks a fact is never sent, and undoes nothing of what it tells of",
      async () => {
        await openOutbox(database);
        await tell(database, [tenant.user], "payment_settled", { reference: "EST-2" });
        assertEquals([await claim(database, "sms"), await claim(database, "email")], [[], []]);
        assertEquals(await standing(database), [
          "sms failed missing_fact",
          "email failed missing_fact",
        ]);
      },
    );
    await t.step("a delivery moves only as it may", async () => {
      assertEquals(
        await problem(
          database.query("update private.deliveries set status = 'sent', next_at = null where $1", [
            true,
          ])
            .then(() =>
              database.query(
                "update private.deliveries set status = 'queued', next_at = now() where $1",
                [true],
              )
            ),
        ),
        ["PT409", "delivery.illegal_transition", "status"],
      );
    });
  } finally {
    await close();
  }
});

Deno.test("reports come twice, late, out of order and before the send returned", async (t) => {
  const { database, close, tenant } = await openReachable();
  try {
    const sendOne = async (providerId: string) => {
      await openOutbox(database);
      await tell(database, [tenant.user], "payment_settled", paid);
      await database.exec("delete from private.deliveries where channel = 'email'");
      const handed = await claim(database, "sms");
      return () => finish(database, handed, { outcome: "sent", provider_id: providerId });
    };
    await t.step("before: kept, and applied once the name is known", async () => {
      const finished = await sendOne("e1");
      assertEquals(await report(database, "e1", "delivered"), "kept");
      await finished();
      assertEquals(await standing(database), ["sms delivered"]);
    });
    await t.step("twice: once", async () => {
      assertEquals(await report(database, "e1", "delivered"), "known");
      assertEquals(await standing(database), ["sms delivered"]);
    });
    await t.step(
      "a failure after the delivery changes nothing; a delivery after a failure does",
      async () => {
        assertEquals(await report(database, "e1", "failed"), "kept");
        assertEquals(await standing(database), ["sms delivered"]);
        await (await sendOne("e2"))();
        assertEquals(await report(database, "e2", "unknown"), "kept");
        assertEquals(await report(database, "e2", "expired"), "applied");
        assertEquals(await standing(database), ["sms failed expired", "email queued"]);
        assertEquals(await report(database, "e2", "delivered"), "applied");
        assertEquals(await standing(database), ["sms delivered", "email queued"]);
      },
    );
    await t.step("what says nothing we know is refused", async () => {
      assertEquals(await problem(report(database, "e3", "vanished")), [
        "PT400",
        "delivery.bad_report",
        "status",
      ]);
      assertEquals(await problem(report(database, "", "delivered")), [
        "PT400",
        "delivery.bad_report",
        "status",
      ]);
    });
    await t.step("what a report says beside that is not kept", async () => {
      await report(database, "e4", "delivered", {
        receiver: "2348030000000",
        message: "Secret 1234",
        receiver_sha256: "no hash",
        cost_kobo: "1; drop",
      });
      const [row] = await database.query<{ kept: string }>(
        "select string_agg(r::text, ' ') as kept from private.delivery_reports as r where $1",
        [true],
      );
      assert(!/Secret|23480300|hash|drop/.test(row?.kept ?? ""));
    });
  } finally {
    await close();
  }
});

Deno.test("quiet hours in Nigeria are quiet, but for what is urgent", async (t) => {
  const { database, close, tenant } = await openReachable();
  try {
    await t.step("they end when they should, over midnight too", async () => {
      const rows = await database.query<{ till: string }>(
        `select to_char(private.sendable_at(at::timestamptz, f, u, urgent) at time zone 'UTC', 'DD HH24:MI') as till
         from (values
           ('2026-11-27T19:59:59Z', 21, 7, false), ('2026-11-27T20:00:00Z', 21, 7, false), ('2026-11-27T23:30:00Z', 21, 7, false),
           ('2026-11-28T05:59:59Z', 21, 7, false), ('2026-11-28T06:00:00Z', 21, 7, false), ('2026-11-27T23:30:00Z', 21, 7, true),
           ('2026-11-27T12:30:00Z', 13, 15, false), ('2026-11-27T12:30:00Z', null, null, false), ('2026-11-27T12:30:00Z', 5, 5, false)
         ) as given (at, f, u, urgent) where $1`,
        [true],
      );
      assertEquals(rows.map((row) => row.till), [
        "27 19:59",
        "28 06:00",
        "28 06:00",
        "28 06:00",
        "28 06:00",
        "27 23:30",
        "27 14:00",
        "27 12:30",
        "27 12:30",
      ]);
    });
    await t.step(
      "a person's own hours go before the channel's, and are asked again at the hand-over",
      async () => {
        const [now] = await database.query<{ hour: number }>(
          "select extract(hour from now() at time zone 'Africa/Lagos')::int as hour where $1",
          [true],
        );
        const hour = now!.hour;
        await as(database, tenant, "select set_message_hours($1, $2)", [hour, (hour + 2) % 24]);
        await tell(database, [tenant.user], "offer_made");
        await tell(database, [tenant.user], "payee_account_changed");
        assertEquals((await claim(database, "email")).map((it) => it.kind), [
          "payee_account_changed",
        ]);
        await database.exec(
          "update private.deliveries set next_at = now() where status = 'queued'",
        );
        assertEquals(await claim(database, "email"), []);
        await as(database, tenant, "select set_message_hours()");
        await passTime(database);
        assertEquals(
          (await claim(database, "email")).map((it) => it.kind).includes("offer_made"),
          true,
        );
      },
    );
    await t.step("hours that are none are refused", async () => {
      for (const bad of ["24, 7", "-1, 7", "7", "21, 7, 24", "21, 7, null"]) {
        assertEquals(
          (await problem(as(database, tenant, `select set_message_hours(${bad})`)))[1],
          "notification.bad_hours",
          bad,
        );
      }
    });
  } finally {
    await close();
  }
});

Deno.test("people choose what they are told, as far as law lets them", async (t) => {
  const { database, world, close, tenant } = await openReachable();
  try {
    const set = (kind: string, channel: string, mode: string | null) =>
      as(
        database,
        tenant,
        "select set_notification_preference($1, $2::message_channel, $3::message_mode)",
        [kind, channel, mode],
      );
    await t.step("more of anything, less of what may be refused, and back", async () => {
      await set("message_received", "sms", "at_once");
      await tell(database, [tenant.user], "message_received");
      assertEquals(await standing(database), ["sms queued"]);
      await set("message_received", "sms", null);
      await tell(database, [tenant.user], "message_received");
      assertEquals(await standing(database), ["sms queued"]);
      assertEquals(await problem(set("payment_settled", "email", "off")), [
        "PT409",
        "notification.not_refusable",
        "mode",
      ]);
      assertEquals(await problem(set("no_such_kind", "email", "off")), [
        "PT404",
        "notification.unknown_kind",
        "kind",
      ]);
      assertEquals(await problem(set("auth_otp", "sms", "off")), [
        "PT404",
        "notification.unknown_kind",
        "kind",
      ]);
      assertEquals(await problem(set("offer_made", "sms", "daily")), [
        "PT400",
        "notification.not_daily",
        "mode",
      ]);
      assertEquals(
        await problem(
          as(
            database,
            "visitor",
            "select set_notification_preference('offer_made', 'email', 'off')",
          ),
        ),
        ["42501", "", undefined],
      );
    });
    await t.step("they see their settings, and nobody else's", async () => {
      await set("offer_made", "email", "daily");
      const mode = async (who: typeof tenant) =>
        (await as<{ mode: string }>(
          database,
          who,
          "select mode::text from my_notification_settings where kind = 'offer_made' and channel = 'email'",
        ))[0]?.mode;
      assertEquals([await mode(tenant), await mode(world.people.owner)], ["daily", "at_once"]);
      assertEquals(
        await as(database, world.people.owner, "select * from notification_preferences"),
        [],
      );
    });
    await t.step("one click leaves a kind of e-mail; a forged link does not", async () => {
      await openOutbox(database);
      await tell(database, [tenant.user], "viewing_booked");
      const [email] = await claim(database, "email");
      const token = email?.unsubscribe_token ?? "";
      const leave = (with_: string) =>
        as<{ about: string }>(database, "service", "select service.unsubscribe($1) as about", [
          with_,
        ]);
      const [id, kind, proof] = token.split(".") as [string, string, string];
      for (
        const forged of [
          `${id}.payment_settled.${proof}`,
          `${world.people.owner.user.replaceAll("-", "")}.${kind}.${proof}`,
          `${id}.${kind}.${"0".repeat(32)}`,
          "",
          "x",
        ]
      ) {
        assertEquals((await problem(leave(forged)))[1], "notification.bad_token", forged);
      }
      assertEquals((await leave(token))[0]?.about, "A viewing is booked");
      assertEquals((await leave(token))[0]?.about, "A viewing is booked");
      await tell(database, [tenant.user], "viewing_booked");
      assertEquals(await standing(database), ["email sending"]);
    });
    await t.step("the day's news come once a day, of what is not read", async () => {
      await openOutbox(database);
      await database.exec(
        "delete from notifications; delete from private.daily_digests; insert into message_hours (user_id, digest_at) select id, 0 from profiles on conflict (user_id) do update set digest_at = 0",
      );
      await tell(database, [tenant.user], "listing_approved", {}, "Your {{listing}} was approved");
      for (let n = 0; n < 21; n++) {
        await tell(database, [tenant.user], "refund_sent", {}, `Refund ${n}`);
      }
      await tell(
        database,
        [tenant.user, world.people.owner.user],
        "payment_received",
        paid,
        "Read soon",
      );
      await database.exec("update notifications set read_at = now() where title = 'Read soon'");
      await database.exec("select private.make_daily_digests()");
      await database.exec("select private.make_daily_digests()");
      assertEquals(await standing(database), ["email queued"]);
      const [digest] = await claim(database, "email");
      assertEquals(digest?.subject, "Your news of today: 22");
      assert(digest?.text.includes("- Your {{listing}} was approved\n- Refund 0"));
      assert(digest?.text.includes("\nand 2 more"));
      await tell(database, [tenant.user], "refund_sent", {}, "Later");
      await database.exec("select private.make_daily_digests()");
      assertEquals((await standing(database)).length, 1);
      await database.exec("update private.daily_digests set made_on = made_on - 1");
      await database.exec("select private.make_daily_digests()");
      assertEquals((await claim(database, "email"))[0]?.subject, "Your news of today: 1");
    });
  } finally {
    await close();
  }
});

Deno.test("staff read what did not arrive, and send it again", async () => {
  const { database, world, close, tenant } = await openReachable();
  try {
    const { staff, owner } = world.people;
    await tell(database, [tenant.user], "payment_settled", paid);
    await finish(database, await claim(database, "sms"), {
      outcome: "refused",
      code: "invalid_sender",
    });
    const list = (who: typeof staff) =>
      as<{ id: string; reason: string; can_redrive: boolean }>(
        database,
        who,
        "select * from list_undelivered()",
      );
    const [dead] = await list(staff);
    assertEquals([dead?.reason, dead?.can_redrive], ["invalid_sender", true]);
    assertEquals(await problem(list(owner)), ["PT403", "auth.forbidden", undefined]);
    assertEquals(
      (await problem(
        as(database, owner, "select redrive_deliveries(array[$1]::uuid[])", [dead?.id]),
      ))[1],
      "auth.forbidden",
    );
    assertEquals(
      (await problem(as(database, staff, "select * from list_undelivered(max_results => 0)")))[1],
      "delivery.bad_page",
    );
    assertEquals(
      await as(database, staff, "select redrive_deliveries(array[$1]::uuid[]) as n", [dead?.id]),
      [{ n: 1 }],
    );
    assertEquals(
      await as(database, staff, "select redrive_deliveries(array[$1]::uuid[]) as n", [dead?.id]),
      [{ n: 0 }],
    );
    const handed = await claim(database, "sms");
    await finish(database, handed, { outcome: "sent", provider_id: "r1" });
    assertEquals(await standing(database), ["sms sent", "email queued"]);
    const [preview] = await as<{ p: Record<string, unknown> }>(
      database,
      staff,
      `select preview_message('payment_settled', 'sms', 'yo', '{"amount_kobo": 5000, "org": "Ọláńrewájú & Sons", "reference": "R1"}') as p`,
    );
    assertEquals([
      preview?.p.text,
      preview?.p.encoding,
      preview?.p.pages,
      preview?.p.price_kobo,
      preview?.p.is_reviewed,
      preview?.p.missing,
    ], [
      "Olanrewaju & Sons ti gba NGN50. Nomba: R1.",
      "gsm7",
      1,
      500,
      false,
      [],
    ]);
    assertEquals(
      (await problem(as(database, owner, "select preview_message('general', 'sms')")))[1],
      "auth.forbidden",
    );
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
      await database.query("update charges set paid_kobo = 0 where id = $1", [world.charge]).catch(
        () => {},
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
    } finally {
      await close();
    }
  },
});
