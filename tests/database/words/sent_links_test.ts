/** Invitations and guarantors' links reach whom they are for by themselves, and nobody else learns the secret. */
import { assert, assertEquals } from "@std/assert";
import { as } from "../actor.ts";
import { openWorld } from "../test_database.ts";
import { claim, finish, openOutbox, passTime, standing } from "./outbox.ts";

Deno.test("an invitation is sent, and forgotten once it went", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    await openOutbox(database);
    const { owner } = world.people;
    const invite = async (contact: string) =>
      (await as<{ token: string }>(
        database,
        owner,
        `select token from invite_member($1, 'agent', ${contact})`,
        [world.org],
      ))[0]?.token ?? "";
    const secrets = async (token: string) =>
      (await database.query(
        "select from private.deliveries as d where d::text like '%' || $1 || '%'",
        [token],
      )).length;

    await t.step("by e-mail or SMS, with a link that holds the token after its #", async () => {
      const token = await invite("email => 'New.Agent@example.ng'");
      const [email] = await claim(database, "email");
      assertEquals(email?.to, "new.agent@example.ng");
      assertEquals(email?.subject, "Ada Homes invites you to Estate");
      assert(email?.text.includes(`\nhttps://app.example/i#${token}\n`), email?.text);
      assertEquals(await secrets(token), 1);
      await finish(database, [email!], { outcome: "sent", provider_id: "<1>" }, "smtp");
      assertEquals(await secrets(token), 0);
      const [kept] = await database.query(
        "select address, fields, address_hash is not null as is_known from private.deliveries where $1",
        [true],
      );
      assertEquals(kept, { address: null, fields: null, is_known: true });
      const texted = await invite("phone => '+2348035550000'");
      const [sms] = await claim(database, "sms");
      assertEquals([sms?.to, sms?.pages], ["+2348035550000", 1]);
      assert(sms?.text.endsWith(texted));
    });
    await t.step("in the language of the account that has the address", async () => {
      await openOutbox(database);
      const [hausa] = await database.query<{ email: string }>(
        "update profiles as p set locale = 'ha' from auth.users as u where u.id = p.id and p.id = $1 returning u.email",
        [world.people.stranger.user],
      );
      await invite(`email => '${hausa?.email}'`);
      assertEquals((await claim(database, "email"))[0]?.language, "en");
      await database.query(
        "insert into private.message_templates (kind, channel, language, subject, body) values ('member_invited', 'email', 'ha', 'Gayyata', 'Sannu {{link}}') on conflict do nothing returning $1",
        [1],
      );
      await invite(`email => '${hausa?.email}'`);
      assertEquals((await claim(database, "email"))[0]?.language, "ha");
    });
    await t.step("one that is withdrawn or replaced before it went is not sent", async () => {
      await openOutbox(database);
      const token = await invite("email => 'x@example.ng'");
      await invite("email => 'x@example.ng'");
      assertEquals(await standing(database), ["email suppressed withdrawn", "email queued"]);
      assertEquals(await secrets(token), 0);
      const [last] = await database.query<{ id: string }>(
        "select id from invitations where email = $1 and status = 'pending'",
        ["x@example.ng"],
      );
      await as(database, owner, "select revoke_invitation($1)", [last?.id]);
      assertEquals(await claim(database, "email"), []);
    });
    await t.step(
      "what failed keeps its secret for a week, to be sent again, and no longer",
      async () => {
        await openOutbox(database);
        const token = await invite("phone => '+2348035550001'");
        await finish(database, await claim(database, "sms"), {
          outcome: "refused",
          code: "invalid_sender",
        });
        await database.query("select private.close_deliveries()", []);
        assertEquals(await secrets(token), 1);
        await database.exec("update private.deliveries set ended_at = now() - interval '8 days'");
        await database.query("select private.close_deliveries()", []);
        assertEquals([await secrets(token), await standing(database)], [0, [
          "sms failed invalid_sender",
        ]]);
        const [row] = await as<{ can_redrive: boolean }>(
          database,
          world.people.staff,
          "select can_redrive from list_undelivered()",
        );
        assertEquals(row, { can_redrive: false });
      },
    );
    await t.step(
      "who is named again and again gets a few, and so do numbers in a row",
      async () => {
        await openOutbox(database);
        for (let n = 0; n < 8; n++) await invite("phone => '+2348039990000'");
        const at = await standing(database);
        assertEquals(at.filter((it) => it === "sms suppressed too_many").length, 3);
        assertEquals(
          (await claim(database, "sms")).length,
          0,
          "the last one replaced what still waited",
        );
        await database.query("update private.sent_message_limits set burst = 2 where scope = $1", [
          "block",
        ]);
        await openOutbox(database);
        for (let n = 1; n <= 5; n++) await invite(`phone => '+234807111000${n}'`);
        assertEquals((await standing(database)).filter((it) => it === "sms queued").length, 2);
        const [kept] = await database.query(
          "select address, fields from private.deliveries where reason = $1 limit 1",
          ["too_many"],
        );
        assertEquals(kept, { address: null, fields: null });
      },
    );
    await t.step("an SMS of which nobody knows whether it went is not repeated", async () => {
      await openOutbox(database);
      await invite("phone => '+2348035550002'");
      await claim(database, "sms");
      await passTime(database);
      assertEquals([await claim(database, "sms"), await standing(database)], [[], ["sms unknown"]]);
    });
  } finally {
    await close();
  }
});

Deno.test("a guarantor is asked by SMS and e-mail; an earlier link that still waits is not sent", async () => {
  const { database, world, close } = await openWorld();
  try {
    await openOutbox(database);
    await database.exec("update application_guarantors set email = 'uncle@example.ng'");
    const ask = () =>
      as<{ token: string }>(
        database,
        world.people.tenant,
        "select token from ask_guarantor((select id from application_guarantors limit 1))",
      );
    await ask();
    const [asked] = await ask();
    assertEquals(await standing(database), [
      "sms suppressed withdrawn",
      "sms queued",
      "email suppressed withdrawn",
      "email queued",
    ]);
    const [sms] = await claim(database, "sms");
    assertEquals(sms?.to, "+2348031112222");
    assert(sms?.text.startsWith("tenant names you as guarantor to Ada Homes."), sms?.text);
    assert(sms?.text.endsWith(`https://app.example/g#${asked?.token}`));
    assertEquals((await claim(database, "email"))[0]?.to, "uncle@example.ng");
  } finally {
    await close();
  }
});
