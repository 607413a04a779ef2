/** What people chose: by which channels they are told, and at which hours. */
import { assert, assertEquals } from "@std/assert";
import { as, problem } from "../actor.ts";
import { claim, openOutbox, openReachable, paid, passTime, standing, tell } from "./outbox.ts";

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
    await t.step("several kinds at once, or none of them", async () => {
      const setAll = (kinds: string[], mode: string | null) =>
        as(
          database,
          tenant,
          "select set_notification_preferences($1::text[], 'email', $2::message_mode)",
          [kinds, mode],
        );
      const chosen = async () =>
        (await database.query<{ kind: string }>(
          `select kind from notification_preferences
           where user_id = $1 and channel = 'email' and mode = 'off' order by kind`,
          [tenant.user],
        )).map((it) => it.kind);
      await setAll(["offer_made", "message_received", "offer_made"], "off");
      assertEquals(await chosen(), ["message_received", "offer_made"]);
      assertEquals(
        (await problem(setAll(["viewing_booked", "payment_settled"], "off")))[1],
        "notification.not_refusable",
      );
      assertEquals((await problem(setAll([], "off")))[1], "notification.unknown_kind");
      assertEquals(await chosen(), ["message_received", "offer_made"]);
      await setAll(["offer_made", "message_received"], null);
      assertEquals(await chosen(), []);
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
