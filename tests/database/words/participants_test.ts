import { assert, assertEquals } from "@std/assert";
import type { Database } from "../../../local/supabase/database/database.ts";
import { type Actor, as, problem, refusal } from "../actor.ts";
import { addDeals } from "../deals/deals.ts";
import { answer, offer, openAgencies, revoke } from "../mandates/agencies.ts";
import { openWorld } from "../test_database.ts";
import { createUser } from "../world.ts";
import { givePhone } from "./outbox.ts";
import { open, readable, send } from "./talking.ts";

/** Who takes part in which conversation, as policies let them read it and as `private.participants_of` says it. */
async function differences(database: Database): Promise<string[]> {
  const talks = await database.query<{ id: string }>("select id from conversations where $1", [
    true,
  ]);
  const people = await database.query<{ id: string }>("select id from profiles where $1", [true]);
  const wrong: string[] = [];
  for (const { id: user } of people) {
    const read = new Set(
      (await as<{ id: string }>(database, { user }, "select id from conversations where $1", [
        true,
      ])).map((row) => row.id),
    );
    const joined = new Set(
      (await as<{ id: string }>(
        database,
        { user },
        `select id::text from unnest($1::text::uuid[]) as id
         where private.may_use_topic('conversation:' || id)`,
        [`{${talks.map((it) => it.id)}}`],
      )).map((row) => row.id),
    );
    const said = new Set(
      (await database.query<{ id: string }>(
        "select id from conversations where private.takes_part(id, $1)",
        [user],
      )).map((row) => row.id),
    );
    for (const { id } of talks) {
      const answers = [read.has(id), joined.has(id), said.has(id)];
      if (new Set(answers).size > 1) wrong.push(`${user} ${id}: ${answers}`);
    }
  }
  return wrong;
}

Deno.test("who takes part follows from the subject, by one rule", async (t) => {
  const { database, close, world, harbour, rival } = await openAgencies();
  try {
    const { people, org } = world;
    await addDeals(database, world);
    const viewing = (await database.query<{ id: string; user_id: string; listing_id: string }>(
      `select viewing.id, viewing.user_id, slot.listing_id from viewings as viewing
       join viewing_slots as slot on slot.id = viewing.slot_id where viewing.org_id = $1 limit 1`,
      [org],
    ))[0]!;
    const application = (await database.query<{ id: string; applicant_id: string }>(
      "select id, applicant_id from applications where org_id = $1 and submitted_at is not null limit 1",
      [org],
    ))[0]!;
    const sold = (await database.query<{ id: string }>(
      "select id from sales where org_id = $1 limit 1",
      [org],
    ))[0]!;
    const booker = { user: viewing.user_id };

    await t.step("either side opens the one conversation that there is about it", async () => {
      const aboutViewing = await open(database, booker, { viewing_id: viewing.id });
      assertEquals(await open(database, people.manager, { viewing_id: viewing.id }), aboutViewing);
      const aboutApplication = await open(database, people.agent, {
        application_id: application.id,
      });
      assertEquals(
        await open(database, { user: application.applicant_id }, {
          application_id: application.id,
        }),
        aboutApplication,
      );
      const aboutTenancy = await open(database, people.owner, { tenancy_id: world.tenancy });
      assertEquals(
        await open(database, people.tenant, { tenancy_id: world.tenancy }),
        aboutTenancy,
      );
      const aboutSale = await open(database, people.owner, { sale_id: sold.id });
      assertEquals(new Set([aboutViewing, aboutApplication, aboutTenancy, aboutSale]).size, 4);
      for (const subject of ["viewing_id", "application_id", "tenancy_id", "sale_id"]) {
        const id = { viewing_id: viewing.id, application_id: application.id, sale_id: sold.id }[
          subject
        ] ?? world.tenancy;
        assertEquals(
          (await refusal(open(database, people.stranger, { [subject]: id }))).hint,
          "conversation.subject_not_found",
        );
        assertEquals(
          (await refusal(open(database, people.accountant, { [subject]: id }))).hint,
          "conversation.subject_not_found",
          subject,
        );
      }
    });

    await t.step(
      "policies, channels and notifications say the same of everybody",
      async () => assertEquals(await differences(database), []),
    );

    await t.step(
      "a conversation about a tenancy belongs to all its tenants, as they are now",
      async () => {
        const talk = await open(database, people.tenant, { tenancy_id: world.tenancy });
        await send(database, people.tenant, talk, "The tap drips");
        const wife = { user: await createUser(database, "wife") };
        const [known] = await database.query<{ id: string }>(
          "insert into tenants (org_id, user_id, full_name, address) values ($1, $2, 'Bisi Bello', '4 Akoka Road, Yaba') returning id",
          [org, wife.user],
        );
        assertEquals(await readable(database, wife, talk), 0);
        await database.query(
          "insert into tenancy_parties (org_id, tenancy_id, tenant_id) values ($1, $2, $3)",
          [org, world.tenancy, known?.id],
        );
        assertEquals(await readable(database, wife, talk), 1);
        await send(database, people.owner, talk, "A plumber comes tomorrow");
        const told = await database.query<{ user_id: string }>(
          "select user_id from notifications where subject_id = $1 and kind = 'message_received' and read_at is null",
          [talk],
        );
        assert(told.some((it) => it.user_id === wife.user));
        assertEquals(await differences(database), []);
        await database.query(
          "delete from tenancy_parties where tenancy_id = $1 and tenant_id = $2",
          [world.tenancy, known?.id],
        );
        assertEquals(await readable(database, wife, talk), 0);
        assertEquals(
          (await refusal(send(database, wife, talk, "Hello?"))).hint,
          "conversation.not_found",
        );
      },
    );

    await t.step("who leaves the organization leaves its conversations", async () => {
      const talk = world.conversation;
      assertEquals(await readable(database, people.agent, talk) > 0, true);
      await database.query("delete from memberships where user_id = $1", [people.agent.user]);
      assertEquals(await readable(database, people.agent, talk), 0);
      await database.query(
        "insert into memberships (org_id, user_id, role) values ($1, $2, 'agent')",
        [org, people.agent.user],
      );
      assertEquals(await readable(database, people.agent, talk) > 0, true);
    });

    await t.step(
      "an agency takes part while its mandate is live, and only where it acts",
      async () => {
        const mandate = await offer(database, people.owner, world, harbour.org, {
          scopes: "{list,show,collect}",
        });
        await answer(database, harbour.principal, mandate.id);
        const tenancy = await open(database, people.tenant, { tenancy_id: world.tenancy });
        assertEquals(
          [
            await readable(database, harbour.agent, tenancy) > 0,
            await readable(database, harbour.accountant, tenancy) > 0,
            await readable(database, rival.principal, tenancy) > 0,
            await readable(database, harbour.agent, world.conversation) > 0,
          ],
          [true, false, false, false],
          "it collects; the listing is not one that it wrote",
        );
        const shown = await open(database, booker, { viewing_id: viewing.id });
        await send(database, booker, shown, "I am at the gate");
        assertEquals(await readable(database, harbour.agent, shown), 0);
        // As if the agency had written the listing.
        await database.transaction(async (tx) => {
          await tx.exec("set local session_replication_role = replica");
          await tx.query("update listings set mandate_id = $1 where id = $2", [
            mandate.id,
            viewing.listing_id,
          ]);
        });
        assertEquals(
          [
            await readable(database, harbour.agent, shown),
            await readable(database, rival.principal, shown),
          ],
          [1, 0],
        );
        await send(database, harbour.agent, shown, "I come down");
        await send(database, harbour.agent, tenancy, "We collect for the owner now");
        assertEquals(await differences(database), []);
        await revoke(database, people.owner, mandate.id);
        assertEquals(await readable(database, harbour.agent, tenancy), 0);
        assertEquals(await readable(database, harbour.agent, shown), 0);
        assertEquals(await differences(database), []);
      },
    );

    await t.step("who is invited and taken out again and again is told a few times", async () => {
      const talk = await open(database, people.tenant, { tenancy_id: world.tenancy });
      const victim = { user: await createUser(database, "victim") };
      for (let n = 0; n < 8; n++) {
        const [invited] = await as<{ id: string }>(
          database,
          people.tenant,
          "select id from invite_to_conversation($1, $2)",
          [
            talk,
            (await database.query<{ email: string }>("select email from auth.users where id = $1", [
              victim.user,
            ]))[0]!.email,
          ],
        );
        await as(database, people.tenant, "select remove_conversation_guest($1)", [invited!.id]);
      }
      const told = await database.query(
        "select from notifications where user_id = $1 and kind = 'conversation_invited'",
        [victim.user],
      );
      assertEquals(told.length, 3);
    });

    await t.step("who was sent away leaves no way back in behind", async () => {
      const talk = await open(database, people.tenant, { tenancy_id: world.tenancy });
      const second = { user: await createUser(database, "second") };
      const [account] = await database.query<{ email: string }>(
        "select email from auth.users where id = $1",
        [second.user],
      );
      const [kept] = await database.query<{ org_id: string; role: string }>(
        "select org_id, role::text from memberships where user_id = $1",
        [people.manager.user],
      );
      const [invited] = await as<{ id: string }>(
        database,
        people.manager,
        "select id from invite_to_conversation($1, $2)",
        [talk, account!.email],
      );
      const listed = async () =>
        (await as(database, second, "select * from my_conversation_invitations()")).length;
      assertEquals(await listed(), 1);
      await database.query("delete from memberships where user_id = $1", [people.manager.user]);
      const come = () =>
        as(database, second, "select answer_conversation_invitation($1, true)", [invited!.id]);
      assertEquals([await listed(), (await problem(come()))[1]], [
        0,
        "conversation.invitation_not_found",
      ]);
      await database.query(
        "insert into memberships (org_id, user_id, role) values ($1, $2, $3::text::member_role)",
        [kept!.org_id, people.manager.user, kept!.role],
      );
      await come();
      assert(await readable(database, second, talk) > 0);
      await as(database, second, "select remove_conversation_guest($1)", [invited!.id]);
    });

    await t.step("whose host was sent away is no guest any more", async () => {
      const talk = await open(database, people.tenant, { tenancy_id: world.tenancy });
      const plumber = { user: await createUser(database, "plumber") };
      const [account] = await database.query<{ email: string }>(
        "select email from auth.users where id = $1",
        [plumber.user],
      );
      const invite = async (by: Actor) =>
        (await as<{ id: string }>(database, by, "select id from invite_to_conversation($1, $2)", [
          talk,
          account!.email,
        ]))[0]!.id;
      const guest = await invite(people.agent);
      await as(database, plumber, "select answer_conversation_invitation($1, true)", [guest]);
      await send(database, plumber, talk, "I have the parts");
      assert(await readable(database, plumber, talk) > 0);
      await database.query("delete from memberships where user_id = $1", [people.agent.user]);
      assertEquals(await readable(database, plumber, talk), 0);
      assertEquals(
        (await refusal(send(database, plumber, talk, "Hello?"))).hint,
        "conversation.not_found",
      );
      assertEquals(await differences(database), []);
      await send(database, people.tenant, talk, "Is he coming?");
      const told = await database.query(
        "select from notifications where subject_id = $1 and user_id = $2 and kind = 'message_received'",
        [talk, plumber.user],
      );
      assertEquals(told.length, 0);
      // Somebody who takes part answers for them now.
      assertEquals(await invite(people.owner), guest);
      assert(await readable(database, plumber, talk) > 0);
      assertEquals(await differences(database), []);
      await as(database, plumber, "select remove_conversation_guest($1)", [guest]);
      await database.query(
        "insert into memberships (org_id, user_id, role) values ($1, $2, 'agent')",
        [org, people.agent.user],
      );
    });

    await t.step("guests come by invitation, whoever the contact is", async () => {
      const talk = await open(database, people.tenant, { tenancy_id: world.tenancy });
      const lawyer = { user: await createUser(database, "lawyer") };
      const [account] = await database.query<{ email: string }>(
        "select email from auth.users where id = $1",
        [lawyer.user],
      );
      const invite = async (by: Actor, contact: string | null) =>
        (await as<{ id: string }>(database, by, "select id from invite_to_conversation($1, $2)", [
          talk,
          contact,
        ]))[0]?.id as string;
      const reply = (by: Actor, guest: string, accept: boolean) =>
        as(database, by, "select answer_conversation_invitation($1, $2)", [guest, accept]);
      assertEquals(
        (await problem(invite(people.stranger, "a@example.ng")))[1],
        "conversation.not_found",
      );
      assertEquals(await problem(invite(people.tenant, "nobody")), [
        "PT400",
        "conversation.bad_guest",
        "contact",
      ]);
      assertEquals(await problem(invite(people.tenant, null)), [
        "PT400",
        "conversation.bad_guest",
        "contact",
      ]);
      const guest = await invite(people.tenant, ` ${account!.email.toUpperCase()} `);
      assertEquals(
        await as(
          database,
          lawyer,
          "select guest_id, conversation_id, about, listing_title from my_conversation_invitations()",
        ),
        [{ guest_id: guest, conversation_id: talk, about: "tenancy", listing_title: null }],
      );
      assertEquals(await invite(people.owner, account!.email), guest, "once, by whomever");
      assertEquals(await readable(database, lawyer, talk), 0, "not before they come");
      assertEquals(
        (await as(database, lawyer, "select * from my_conversation_invitations()")).length,
        1,
      );
      assertEquals(
        (await problem(reply(people.stranger, guest, true)))[1],
        "conversation.invitation_not_found",
      );
      await reply(lawyer, guest, true);
      await reply(lawyer, guest, true);
      assert(await readable(database, lawyer, talk) > 0);
      assertEquals((await problem(invite(lawyer, "other@example.ng")))[1], "auth.forbidden");
      await send(database, lawyer, talk, "I speak for the tenant");
      assertEquals(await differences(database), []);
      const named = await as<{ part: string; display_name: string }>(
        database,
        people.tenant,
        "select part, display_name from conversation_participants($1)",
        [talk],
      );
      assertEquals(named.filter((it) => it.part === "guest").map((it) => it.display_name), [
        "lawyer",
      ]);
      assertEquals(named.filter((it) => it.part === "person").length, 1);
      const remove = (by: Actor) =>
        as(database, by, "select remove_conversation_guest($1)", [guest]);
      assertEquals(
        (await problem(remove(people.otherTenant)))[1],
        "conversation.invitation_not_found",
      );
      await remove(lawyer);
      await remove(lawyer);
      assertEquals(await readable(database, lawyer, talk), 0);
      // Whoever was taken out comes back by another invitation only.
      await reply(lawyer, guest, true);
      assertEquals(await readable(database, lawyer, talk), 0);
      const again = await invite(people.tenant, account!.email);
      assert(again !== guest);
    });
  } finally {
    await close();
  }
});

Deno.test({
  name: "two invitations of one person, accepted at once, let them in once",
  ignore: Deno.env.get("DATABASE_URL") === undefined,
  async fn() {
    const { database, close, world } = await openWorld();
    try {
      const { people, conversation } = world;
      for (let round = 0; round < 6; round++) {
        const guest = { user: await createUser(database, `guest${round}`) };
        const phone = await givePhone(database, guest.user);
        const [account] = await database.query<{ email: string }>(
          "select email from auth.users where id = $1",
          [guest.user],
        );
        const invitations = [];
        for (const contact of [account!.email, phone]) {
          const [invited] = await as<{ id: string }>(
            database,
            people.tenant,
            "select id from invite_to_conversation($1, $2)",
            [conversation, contact],
          );
          invitations.push(invited!.id);
        }
        await Promise.all(
          invitations.map((id) =>
            as(database, guest, "select answer_conversation_invitation($1, true)", [id])
          ),
        );
        const parts = await database.query<{ open: number; all: number }>(
          `select count(*) filter (where ended_at is null and user_id = $2)::int as open, count(*)::int as all
           from conversation_guests where conversation_id = $1 and id = any ($3::text::uuid[])`,
          [conversation, guest.user, `{${invitations}}`],
        );
        assertEquals(parts, [{ open: 1, all: 2 }]);
      }
    } finally {
      await close();
    }
  },
});
