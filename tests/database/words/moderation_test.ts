import { assert, assertEquals } from "@std/assert";
import { type Actor, as, problem } from "../actor.ts";
import { openWorld } from "../test_database.ts";
import { createListing, createUser, liftLimits } from "../world.ts";
import { open, type Said, send } from "./talking.ts";

Deno.test("who blocks somebody hears from them no more", async (t) => {
  const { database, close, world } = await openWorld();
  try {
    const { people, org } = world;
    const listing = await createListing(database, people.owner, { org, unit: world.vacantUnit })
      .catch(async () =>
        (await database.query<{ id: string }>(
          "select id from listings where unit_id = $1 and status = 'published'",
          [world.vacantUnit],
        ))[0]!.id
      );
    const talk = await open(database, people.stranger, { listing_id: listing });
    const block = (by: Actor, whom: string | null, forOrg: string | null = null) =>
      as(database, by, "select block_person($1, $2)", [whom, forOrg]);
    const unblock = (by: Actor, whom: string, forOrg: string | null = null) =>
      as(database, by, "select unblock_person($1, $2)", [whom, forOrg]);
    await send(database, people.stranger, talk, "Hello");
    await send(database, people.agent, talk, "Hello, dear");

    await t.step("a person blocks one member, and the others go on", async () => {
      await block(people.stranger, people.agent.user);
      await block(people.stranger, people.agent.user);
      assertEquals(
        (await problem(send(database, people.agent, talk, "Why?")))[1],
        "conversation.blocked",
      );
      const direct = as(
        database,
        people.agent,
        "insert into messages (org_id, conversation_id, client_id, body) values ($1, $2, gen_random_uuid(), 'Why?')",
        [org, talk],
      );
      assertEquals((await problem(direct))[1], "conversation.blocked");
      await send(database, people.owner, talk, "Sorry about that");
      await unblock(people.stranger, people.agent.user);
      await send(database, people.agent, talk, "Thank you");
    });

    await t.step("an organization blocks a person, and any colleague takes it back", async () => {
      await block(people.manager, people.stranger.user, org);
      assertEquals(
        (await problem(send(database, people.stranger, talk, "Hello?")))[1],
        "conversation.blocked",
      );
      const other = await open(database, people.tenant, { listing_id: listing });
      assert(other !== talk);
      assertEquals(
        (await problem(block(people.accountant, people.stranger.user, org)))[1],
        "auth.forbidden",
      );
      assertEquals((await as(database, people.owner, "select 1 from blocks")).length, 1);
      assertEquals((await as(database, people.stranger, "select 1 from blocks")).length, 0);
      await unblock(people.owner, people.stranger.user, org);
      await send(database, people.stranger, talk, "Back again");
    });

    await t.step("a guest whom the organization blocked is silent too", async () => {
      const guest = { user: await createUser(database, "cousin") };
      const [account] = await database.query<{ email: string }>(
        "select email from auth.users where id = $1",
        [guest.user],
      );
      const [invited] = await as<{ id: string }>(
        database,
        people.stranger,
        "select id from invite_to_conversation($1, $2)",
        [talk, account!.email],
      );
      await as(database, guest, "select answer_conversation_invitation($1, true)", [invited!.id]);
      await send(database, guest, talk, "I come along");
      await block(people.manager, guest.user, org);
      assertEquals(
        (await problem(send(database, guest, talk, "Why not?")))[1],
        "conversation.blocked",
      );
      await send(database, people.stranger, talk, "He is my cousin");
      await unblock(people.owner, guest.user, org);
      await send(database, guest, talk, "Thank you");
    });

    await t.step("what is said to all parties of a tenancy is said, without telling", async () => {
      const joint = await open(database, people.tenant, { tenancy_id: world.tenancy });
      await send(database, people.owner, joint, "Good morning");
      await as(
        database,
        people.tenant,
        "select read_conversation($1, (select max(id::text)::uuid from messages where conversation_id = $1))",
        [joint],
      );
      await block(people.tenant, people.owner.user);
      await send(database, people.owner, joint, "The rent is due");
      const told = await database.query(
        "select 1 from notifications where subject_id = $1 and user_id = $2 and kind = 'message_received' and read_at is null",
        [joint, people.tenant.user],
      );
      assertEquals(told.length, 0);
    });

    await t.step("nobody blocks whom they have not heard of", async () => {
      for (const whom of [people.staff.user, crypto.randomUUID(), people.stranger.user, null]) {
        assertEquals(await problem(block(people.stranger, whom)), [
          "PT404",
          "person.not_found",
          "person_id",
        ]);
      }
    });
  } finally {
    await close();
  }
});

Deno.test("a reported message goes to the moderators with what stood around it", async (t) => {
  const { database, close, world } = await openWorld();
  try {
    const { people, conversation } = world;
    const report = async (
      by: Actor,
      message: string,
      reason: string | null = "scam",
      note: string | null = null,
    ) =>
      (await as<{ id: string }>(
        database,
        by,
        "select report_message($1, $2::text::public.report_reason, $3) as id",
        [message, reason, note],
      ))[0]!.id;
    const queue = (by: Actor) =>
      as<
        {
          id: string;
          sender: string;
          context: { id: string; body: string | null; before: { body: string }[] | null }[];
          other_reports: number;
        }
      >(
        database,
        by,
        "select * from reports_to_review()",
      );
    const decide = (
      by: Actor,
      id: string,
      decision: string | null,
      why: string | null = "Asks for money past us",
    ) =>
      as(database, by, "select decide_message_report($1, $2::text::public.report_decision, $3)", [
        id,
        decision,
        why,
      ]);
    const told = async (who: { user: string }, kind: string) =>
      (await database.query("select 1 from notifications where user_id = $1 and kind = $2", [
        who.user,
        kind,
      ])).length;
    await send(database, people.tenant, conversation, "How do I pay?");
    const bad = await send(
      database,
      people.agent,
      conversation,
      "Pay me directly, my account is 0123456789",
    );
    await send(database, people.tenant, conversation, "Is that usual?");
    let first = "";

    await t.step("by who takes part, once each", async () => {
      first = await report(people.tenant, bad.id, "scam", "He wants the rent himself");
      assertEquals(await report(people.tenant, bad.id), first);
      await report(people.owner, bad.id, "other");
      assertEquals((await problem(report(people.stranger, bad.id)))[1], "message.not_found");
      assertEquals(await problem(report(people.agent, bad.id)), [
        "PT400",
        "message.bad_report",
        "message_id",
      ]);
      assertEquals(await problem(report(people.tenant, bad.id, null)), [
        "PT400",
        "message.bad_report",
        "reason",
      ]);
      assertEquals(await told(people.agent, "message_warned"), 0, "nobody is told of it");
    });

    await t.step("what is edited and deleted afterwards is there as it stood", async () => {
      await as(database, people.agent, "select delete_message($1)", [bad.id]);
      const waiting = await queue(people.staff);
      assertEquals(waiting.length, 2);
      const mine = waiting.find((it) => it.id === first)!;
      const at = mine.context.findIndex((it) => it.id === bad.id);
      assertEquals(mine.context[at]?.body, "Pay me directly, my account is 0123456789");
      assertEquals([mine.context[at - 1]?.body, mine.context[at + 1]?.body], [
        "How do I pay?",
        "Is that usual?",
      ]);
      assertEquals([mine.sender, mine.other_reports], ["agent", 1]);
      const late = await report(people.manager, bad.id);
      const seen = (await queue(people.staff)).find((it) => it.id === late)!.context.find((it) =>
        it.id === bad.id
      )!;
      assertEquals([seen.body, seen.before?.[0]?.body], [
        null,
        "Pay me directly, my account is 0123456789",
      ]);
    });

    await t.step("for staff alone, and decided once for all who reported it", async () => {
      for (const by of [people.tenant, people.owner]) {
        assertEquals((await problem(queue(by)))[1], "auth.forbidden");
        assertEquals((await problem(decide(by, first, "removed")))[1], "auth.forbidden");
      }
      assertEquals(await problem(decide(people.staff, first, null)), [
        "PT400",
        "staff.bad_reason",
        "decision",
      ]);
      assertEquals(await problem(decide(people.staff, first, "removed", "")), [
        "PT400",
        "staff.bad_reason",
        "reason",
      ]);
      assertEquals(
        (await problem(decide(people.staff, crypto.randomUUID(), "removed")))[1],
        "message.report_not_found",
      );
      await decide(people.staff, first, "warned");
      await decide(people.staff, first, "warned");
      assertEquals(
        (await problem(decide(people.staff, first, "removed")))[1],
        "message.report_decided",
      );
      assertEquals(await queue(people.staff), []);
      assertEquals(
        [
          await told(people.tenant, "message_report_decided"),
          await told(people.owner, "message_report_decided"),
          await told(people.agent, "message_warned"),
        ],
        [1, 1, 1],
      );
      const [mine] = await as<{ decision: string }>(
        database,
        people.tenant,
        "select decision from message_reports",
      );
      assertEquals(mine?.decision, "warned");
    });

    await t.step("a moderator removes a message, and suspends who sent it", async () => {
      const worse = await send(database, people.agent, conversation, "Send am to my aza");
      const id = await report(people.tenant, worse.id, "scam");
      assertEquals(
        (await database.query("select 1 from private.staff_worklist where subject_id = $1", [id]))
          .length,
        1,
      );
      await decide(people.staff, id, "suspended");
      const [now] = await as<Said>(
        database,
        people.tenant,
        "select body from messages where id = $1",
        [worse.id],
      );
      assertEquals(now?.body, null);
      assertEquals(
        (await problem(send(database, people.agent, conversation, "But")))[1],
        "person.suspended",
      );
    });
  } finally {
    await close();
  }
});

Deno.test({
  name: "two moderators who decide at once about one message wait for each other",
  ignore: Deno.env.get("DATABASE_URL") === undefined,
  async fn() {
    const { database, close, world } = await openWorld();
    try {
      const { people, conversation } = world;
      await liftLimits(database);
      for (let round = 0; round < 10; round++) {
        const said = await send(database, people.agent, conversation, `Pay me directly ${round}`);
        const reports = [];
        for (const by of [people.tenant, people.owner, people.manager]) {
          const [row] = await as<{ id: string }>(
            database,
            by,
            "select report_message($1, 'scam') as id",
            [said.id],
          );
          reports.push(row!.id);
        }
        // Each begins at another report: who locks them as they come holds what the other wants.
        const decided = await Promise.allSettled(
          [...reports, ...reports.toReversed()].map((id, n) =>
            as(database, people.staff, "select decide_message_report($1, $2, 'Asks for money')", [
              id,
              n < reports.length ? "warned" : "removed",
            ])
          ),
        );
        const refused = await Promise.all(
          decided.filter((it) => it.status === "rejected").map((it) =>
            problem(Promise.reject(it.reason))
          ),
        );
        assertEquals(
          [...new Set(refused.map(([, code]) => code))],
          ["message.report_decided"],
          "one of the two decisions holds, and no deadlock",
        );
        const [held] = await database.query<{ decisions: number; open: number }>(
          `select count(distinct decision)::int as decisions, count(*) filter (where decided_at is null)::int as open
           from message_reports where message_id = $1`,
          [said.id],
        );
        assertEquals(held, { decisions: 1, open: 0 });
      }
    } finally {
      await close();
    }
  },
});
