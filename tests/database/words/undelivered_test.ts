/** What does not go: tried again, sent by another way, given up with a reason, and sent again by staff. */
import { assertEquals } from "@std/assert";
import { as, problem } from "../actor.ts";
import {
  claim,
  finish,
  openOutbox,
  openReachable,
  paid,
  passTime,
  standing,
  tell,
} from "./outbox.ts";

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
