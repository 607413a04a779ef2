import { assertEquals } from "@std/assert";
import { nigerianDate } from "../../../clients/sdk/src/ground/nigerian_date.ts";
import { type Actor, as, problem, refusal } from "../actor.ts";
import { answer, offer, openAgencies, revoke } from "../mandates/agencies.ts";
import { freshListing, person } from "../deals/prospects.ts";

interface Enquiry {
  id: string;
  status: string;
  conversation_id: string;
  closed_reason: string | null;
}

Deno.test("an enquiry begins a conversation and is answered in it", async (t) => {
  const { database, close, world, harbour, rival } = await openAgencies();
  try {
    const { people, org } = world;
    const listing = await freshListing(database, world);
    const ask = async (
      by: Actor,
      about: string | null,
      message: string | null,
      day: string | null = null,
    ) =>
      (await as<Enquiry>(database, by, "select * from enquire($1, $2, $3)", [about, message, day]))[
        0
      ] as Enquiry;
    const shut = async (by: Actor, id: string, reason: string | null = "Found another") =>
      (await as<Enquiry>(database, by, "select * from close_enquiry($1, $2)", [id, reason]))[0];
    const status = async (id: string) =>
      (await database.query<{ status: string }>("select status from enquiries where id = $1", [
        id,
      ]))[0]?.status;
    const say = (by: Actor, conversation: string) =>
      as(
        database,
        by,
        "insert into messages (org_id, conversation_id, client_id, body) values ($1, $2, gen_random_uuid(), 'It is.')",
        [org, conversation],
      );
    const said = async (conversation: string) =>
      (await database.query<{ body: string }>(
        "select body from messages where conversation_id = $1 order by id",
        [conversation],
      )).map((row) => row.body);
    const told = async (id: string) =>
      (await database.query<{ user_id: string }>(
        "select user_id from notifications where kind = 'enquiry_received' and subject_id = $1 order by user_id",
        [id],
      )).map((row) => row.user_id);
    const sees = async (by: Actor, id: string) =>
      (await as(database, by, "select 1 from enquiries where id = $1", [id])).length;

    await t.step("what is asked is said once, and those who read deals are told", async () => {
      const first = await ask(people.stranger, listing, "  Is it still free? ", nigerianDate(300));
      assertEquals(first.status, "new");
      assertEquals((await ask(people.stranger, listing, "Hello?")).id, first.id);
      assertEquals(await said(first.conversation_id), ["Is it still free?"]);
      assertEquals(
        await told(first.id),
        [people.owner.user, people.manager.user, people.agent.user].sort(),
      );
      const [conversation] = await as<{ id: string }>(
        database,
        people.stranger,
        "select id from open_conversation(listing_id => $1)",
        [listing],
      );
      assertEquals(conversation?.id, first.conversation_id);
    });

    await t.step("bad questions are refused by name", async () => {
      const draft = await freshListing(database, world);
      await as(database, people.owner, "select move_listing($1, 'paused')", [draft]);
      const wrong: [Actor, string | null, string | null, string | undefined, string[]][] = [
        [people.otherTenant, listing, " ", undefined, ["PT400", "enquiry.bad_fact", "message"]],
        [people.otherTenant, listing, null, undefined, ["PT400", "enquiry.bad_fact", "message"]],
        [people.otherTenant, listing, "Hi", "2020-01-01", [
          "PT400",
          "enquiry.bad_fact",
          "move_in_on",
        ]],
        [people.otherTenant, listing, "Hi", nigerianDate(732), [
          "PT400",
          "enquiry.bad_fact",
          "move_in_on",
        ]],
        [people.otherTenant, listing, "Hi", "infinity", [
          "PT400",
          "value.bad_date",
          "move_in_on",
        ]],
        [people.otherTenant, draft, "Hi", undefined, [
          "PT404",
          "enquiry.unknown_listing",
          "listing_id",
        ]],
        [people.otherTenant, null, "Hi", undefined, [
          "PT404",
          "enquiry.unknown_listing",
          "listing_id",
        ]],
        [people.accountant, listing, "Hi", undefined, [
          "PT409",
          "enquiry.own_listing",
          "listing_id",
        ]],
      ];
      for (const [by, about, message, day, expected] of wrong) {
        assertEquals(await problem(ask(by, about, message, day)), expected);
      }
      assertEquals((await refusal(ask("visitor", listing, "Hi"))).code, "42501");
    });

    await t.step(
      "the organization's first message answers it, the asker's own do not",
      async () => {
        const asked = await ask(people.stranger, listing, "Again");
        await say(people.stranger, asked.conversation_id);
        assertEquals(await status(asked.id), "new");
        await say(people.agent, asked.conversation_id);
        await say(people.owner, asked.conversation_id);
        assertEquals(await status(asked.id), "answered");
        const moves = await as<{ to_state: string; actor_id: string }>(
          database,
          people.owner,
          "select to_state, actor_id from state_changes where subject_id = $1 order by id",
          [asked.id],
        );
        assertEquals(moves, [
          { to_state: "new", actor_id: people.stranger.user },
          { to_state: "answered", actor_id: people.agent.user },
        ]);
      },
    );

    await t.step("either side closes it with a reason; then another may be asked", async () => {
      const asked = await ask(people.stranger, listing, "Again");
      assertEquals(await problem(shut(people.stranger, asked.id, " ")), [
        "PT400",
        "enquiry.bad_fact",
        "reason",
      ]);
      for (const outsider of [people.otherOwner, people.accountant, people.otherTenant]) {
        assertEquals(await problem(shut(outsider, asked.id)), [
          "PT404",
          "enquiry.not_found",
          "enquiry_id",
        ]);
      }
      assertEquals((await shut(people.stranger, asked.id))?.status, "closed");
      assertEquals((await shut(people.agent, asked.id, "Late"))?.closed_reason, "Found another");
      const next = await ask(people.stranger, listing, "I changed my mind");
      assertEquals(next.conversation_id, asked.conversation_id);
      assertEquals(next.id === asked.id, false);
      assertEquals((await said(next.conversation_id)).at(-1), "I changed my mind");
      assertEquals((await shut(people.manager, next.id, "Let"))?.closed_reason, "Let");
      await say(people.owner, next.conversation_id);
      assertEquals(await status(next.id), "closed", "a late answer opens nothing again");
    });

    await t.step("nobody writes one by hand, or moves one another way", async () => {
      const { id } = await ask(people.stranger, listing, "Once more");
      for (
        const sql of [
          "update enquiries set status = 'answered' where id = $1",
          "delete from enquiries where id = $1",
        ]
      ) assertEquals((await refusal(as(database, people.owner, sql, [id]))).code, "42501");
      const byHand = database.query("update enquiries set status = 'answered' where id = $1", [id]);
      assertEquals((await refusal(byHand)).hint, "enquiry.direct_change");
      const closed = await shut(people.stranger, id);
      const reopened = database.query("select private.move_enquiry($1, 'new')", [closed?.id]);
      assertEquals((await refusal(reopened)).hint, "enquiry.illegal_transition");
    });

    await t.step(
      "an agency sees what was asked about its own listings, while mandated",
      async () => {
        const mandate = await offer(database, people.owner, world, harbour.org, {
          scopes: "{list}",
        });
        await answer(database, harbour.principal, mandate.id);
        const [unit] = await database.query<{ id: string }>(
          "insert into units (org_id, property_id, label, kind) values ($1, $2, 'Flat 9', 'flat') returning id",
          [org, world.property],
        );
        const [theirs] = await as<{ id: string }>(
          database,
          harbour.agent,
          `insert into listings (org_id, unit_id, purpose, title, price_kobo, price_per)
         values ($1, $2, 'rent', 'Listed by the agency', 100000000, 'year') returning id`,
          [org, unit?.id],
        );
        await as(database, harbour.agent, "select move_listing($1, 'published')", [theirs?.id]);
        const asker = await person(database, "asker");
        const own = await ask(asker, theirs?.id as string, "May I see it?");
        const ownersOwn = await ask(asker, listing, "And this one?");
        const see = async () => [
          await sees(harbour.agent, own.id),
          await sees(harbour.accountant, own.id),
          await sees(rival.principal, own.id),
          await sees(harbour.agent, ownersOwn.id),
          (await as(database, harbour.agent, "select 1 from profiles where id = $1", [asker.user]))
            .length,
        ];
        assertEquals(await see(), [1, 0, 0, 0, 1]);
        assertEquals((await told(own.id)).includes(harbour.agent.user), true);
        assertEquals((await told(ownersOwn.id)).includes(harbour.agent.user), false);
        assertEquals(await problem(ask(harbour.agent, theirs?.id as string, "Hi")), [
          "PT409",
          "enquiry.own_listing",
          "listing_id",
        ]);
        await revoke(database, people.owner, mandate.id);
        assertEquals(await see(), [0, 0, 0, 0, 0]);
        assertEquals(await sees(people.owner, own.id), 1);
      },
    );
  } finally {
    await close();
  }
});
