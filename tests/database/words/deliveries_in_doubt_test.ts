/** Deliveries of which nobody knows whether they went, and what their providers report of them. */
import { assert, assertEquals } from "@std/assert";
import { as, problem } from "../actor.ts";
import {
  claim,
  closeDeliveries,
  finish,
  hashOf,
  openOutbox,
  openReachable,
  paid,
  passTime,
  report,
  standing,
  tell,
} from "./outbox.ts";

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
        await closeDeliveries(database);
        assertEquals(await standing(database), ["sms unknown timed_out_"]);
        await passTime(database);
        await closeDeliveries(database);
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
        await closeDeliveries(database);
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
