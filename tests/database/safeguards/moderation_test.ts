import { assertEquals } from "@std/assert";
import { as, idFrom, problem, refusal } from "../actor.ts";
import { freshListing } from "../deals/prospects.ts";
import { openWorld } from "../test_database.ts";
import { createUser, liftLimits } from "../world.ts";

Deno.test("reports, what staff decide about them, and appeals against it", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    await liftLimits(database);
    const { people, org } = world;
    for (const table of ["reports", "appeals"]) {
      await database.query(`delete from ${table} where $1`, [true]);
    }
    const report = (who: { user: string }, call: string, given: unknown[]) =>
      idFrom(database, who, `select ${call} as id`, given);
    const queue = () =>
      as<{ what: string; id: string; others: number }>(
        database,
        people.staff,
        "select what, id, others from moderation_queue()",
      );
    const decide = (id: string, decision: string | null, reason: string | null) =>
      as(database, people.staff, "select decide_report($1, $2, $3)", [id, decision, reason]);
    const told = async (who: { user: string }, kind: string) =>
      (await database.query("select from notifications where user_id = $1 and kind = $2", [
        who.user,
        kind,
      ])).length;
    const statusOf = async (id: string) =>
      (await database.query<{ status: string }>("select status from listings where id = $1", [
        id,
      ]))[0]?.status;
    const listing = await freshListing(database, world);

    let first = "";
    await t.step("whoever sees it reports it, once", async () => {
      first = await report(people.tenant, "report_listing($1, 'not_there', 'I went there')", [
        listing,
      ]);
      assertEquals(
        await report(people.tenant, "report_listing($1, 'scam')", [listing]),
        first,
      );
      await report(people.stranger, "report_listing($1, 'scam')", [listing]);
      const [draft] = await database.query<{ id: string }>(
        "select id from listings where status <> 'published' limit 1",
      );
      for (
        const [call, given, answer] of [
          ["report_listing($1, 'scam')", [draft?.id], ["listing.not_found", "listing_id"]],
          ["report_listing($1, 'scam')", [null], ["listing.not_found", "listing_id"]],
          ["report_listing($1, null)", [listing], ["moderation.bad_report", "reason"]],
          ["report_listing($1, 'scam', ' ')", [listing], ["moderation.bad_report", "note"]],
          ["report_person($1, 'scam')", [people.otherOwner.user], [
            "person.not_found",
            "person_id",
          ]],
          ["report_person($1, 'scam')", [people.stranger.user], ["person.yourself", "person_id"]],
        ] as const
      ) {
        const [, code, field] = await problem(
          as(database, people.stranger, `select ${call}`, [...given]),
        );
        assertEquals([code, field], answer, call);
      }
      const person = await report(people.owner, "report_person($1, 'harassment')", [
        people.tenant.user,
      ]);
      assertEquals((await queue()).map(({ what, others }) => [what, others]), [
        ["listing report", 1],
        ["listing report", 1],
        ["person report", 0],
      ]);
      assertEquals((await queue())[2]?.id, person);
      assertEquals(
        (await refusal(as(database, people.owner, "select * from moderation_queue()"))).hint,
        "auth.forbidden",
      );
    });

    const other = { user: await createUser(database, "second") };
    await database.query(
      "insert into staff_members (user_id, note, role) values ($1, 'Test', 'moderation')",
      [other.user],
    );
    /** Has the other one of the staff be a member of the organization for as long as `work` takes. */
    const asMember = async (work: () => Promise<unknown>) => {
      const given = [org, other.user];
      await database.query(
        "insert into memberships (org_id, user_id, role) values ($1, $2, 'agent')",
        given,
      );
      await work();
      await database.query("delete from memberships where org_id = $1 and user_id = $2", given);
    };
    await t.step(
      "nobody decides what is said of them or of an organization of theirs",
      async () => {
        const refuses = async (report_id: string) =>
          assertEquals(
            await problem(
              as(database, other, "select decide_report($1, 'dismissed', 'It is fine')", [
                report_id,
              ]),
            ),
            ["PT403", "moderation.own", "report_id"],
          );
        await asMember(() => refuses(first));
        await asMember(async () => {
          const of_other = await report(people.owner, "report_person($1, 'spam')", [other.user]);
          await refuses(of_other);
          await decide(of_other, "dismissed", "Looked at by a colleague");
        });
      },
    );

    await t.step("a number that somebody types into their words does not stay there", async () => {
      const noted = await report(
        people.owner,
        "report_person($1, 'other', 'His BVN is 222 3334 4455, call 112')",
        [people.agent.user],
      );
      await decide(noted, "dismissed", "NIN 12345678901 was not asked for");
      const [kept] = await database.query(
        `select report.note, report.decision_reason, act.reason
         from reports as report join private.acts as act on act.subject_id = report.id where report.id = $1`,
        [noted],
      );
      assertEquals(kept, {
        note: "His BVN is [number], call 112",
        decision_reason: "NIN [number] was not asked for",
        reason: "NIN [number] was not asked for",
      });
    });

    await t.step("a decision needs a reason, is done, and told to all who reported", async () => {
      for (const reason of [null, " ", "no"]) {
        assertEquals((await problem(decide(first, "removed", reason)))[1], "staff.bad_reason");
      }
      assertEquals((await problem(decide(first, null, "Because")))[2], "decision");
      assertEquals(
        (await problem(decide(crypto.randomUUID(), "removed", "Because")))[1],
        "moderation.report_not_found",
      );
      await decide(first, "removed", "There is no such house");
      await decide(first, "removed", "There is no such house");
      assertEquals(await statusOf(listing), "suspended");
      assertEquals(
        [
          await told(people.tenant, "report_decided"),
          await told(people.stranger, "report_decided"),
        ],
        [1, 1],
      );
      assertEquals(
        (await problem(decide(first, "dismissed", "Because")))[1],
        "moderation.report_decided",
      );
      assertEquals((await queue()).map(({ what }) => what), ["person report"]);
      const seen = await as<{ decision: string }>(
        database,
        people.tenant,
        "select decision::text from reports where subject = 'listing'",
      );
      assertEquals(seen, [{ decision: "removed" }]);
    });

    await t.step("a person is warned or suspended, not removed", async () => {
      const [waiting] = await queue();
      assertEquals(
        (await problem(decide(waiting!.id, "removed", "Because")))[1],
        "moderation.bad_report",
      );
      await decide(waiting!.id, "warned", "Call by day");
      assertEquals(await told(people.tenant, "rules_warned"), 1);
    });

    await t.step("an appeal is heard by somebody else, and granted lifts it", async () => {
      const appeal = (
        who: { user: string },
        subject: string | null,
        id: string,
        words = "It is there",
      ) => idFrom(database, who, "select appeal($1, $2, $3) as id", [subject, id, words]);
      assertEquals(
        (await problem(appeal(people.stranger, "listing", listing)))[1],
        "appeal.not_found",
      );
      assertEquals((await problem(appeal(people.owner, null, listing)))[1], "appeal.bad_fact");
      assertEquals(
        (await problem(appeal(people.owner, "listing", listing, " ")))[1],
        "appeal.bad_fact",
      );
      assertEquals(
        (await problem(appeal(people.owner, "organization", org)))[1],
        "appeal.not_suspended",
      );
      assertEquals(
        (await problem(appeal(people.owner, "person", people.owner.user)))[1],
        "auth.forbidden",
      );
      const made = await appeal(people.owner, "listing", listing);
      assertEquals(await appeal(people.owner, "listing", listing), made);
      assertEquals((await queue()).map(({ what }) => what), ["appeal of listing"]);
      const hear = (who: { user: string }, granted: boolean | null, why = "The house is there") =>
        as(database, who, "select decide_appeal($1, $2, $3)", [made, granted, why]);
      assertEquals((await problem(hear(people.staff, true)))[1], "appeal.own");
      await asMember(async () =>
        assertEquals(await problem(hear(other, true)), ["PT403", "appeal.own", "appeal_id"])
      );
      // Nor past the appeal.
      await asMember(async () => {
        for (
          const [call, given, field] of [
            ["review_listing($1, 'restore', 'Mine')", listing, "listing_id"],
            ["restore_organization($1, 'Ours')", org, "org_id"],
            ["set_listing_review($1, false)", org, "org_id"],
          ] as const
        ) {
          assertEquals(
            await problem(as(database, other, `select ${call}`, [given])),
            ["PT403", "moderation.own", field],
          );
        }
      });
      assertEquals((await problem(hear(other, null)))[2], "is_granted");
      assertEquals((await problem(hear(people.owner, true)))[1], "auth.forbidden");
      await hear(other, true);
      await hear(other, true);
      assertEquals(await statusOf(listing), "published");
      assertEquals(await told(people.owner, "appeal_decided"), 1);
      assertEquals((await problem(hear(other, false)))[1], "appeal.decided");
      assertEquals(
        await as(database, people.owner, "select is_granted, decision_reason from appeals"),
        [{ is_granted: true, decision_reason: "The house is there" }],
      );

      const suspend = () =>
        as(database, people.staff, "select review_listing($1, 'suspend', 'Gone again')", [listing]);
      await suspend();
      const second = await appeal(people.owner, "listing", listing, "Ask 08031234567: it is");
      await as(database, other, "select decide_appeal($1, false, 'Nobody has seen it')", [second]);
      assertEquals(await problem(appeal(people.owner, "listing", listing)), [
        "PT409",
        "appeal.heard",
        "subject_id",
      ]);
      assertEquals(
        await database.query("select words from appeals where id = $1", [second]),
        [{ words: "Ask [number]: it is" }],
      );
      await as(database, people.staff, "select review_listing($1, 'restore', 'Seen')", [listing]);
      await suspend();
      const third = await appeal(people.owner, "listing", listing);
      assertEquals(third === second, false, "another suspension is another matter");
      await as(database, other, "select decide_appeal($1, true, 'It is there')", [third]);
    });

    await t.step("for a suspended person staff write the appeal down", async () => {
      await as(database, people.staff, "select suspend_person($1, 'Asked for money')", [
        people.stranger.user,
      ]);
      const made = await idFrom(
        database,
        people.staff,
        "select appeal('person', $1, 'Wrote to us: it was my brother') as id",
        [people.stranger.user],
      );
      // Alone on the staff, the same person hears it.
      await database.query("delete from staff_members where user_id <> $1", [people.staff.user]);
      await as(database, people.staff, "select decide_appeal($1, true, 'Proved it')", [made]);
      assertEquals(
        await database.query(
          "select from auth.users where id = $1 and banned_until > now()",
          [people.stranger.user],
        ),
        [],
      );
      assertEquals(await told(people.stranger, "appeal_decided"), 1);
    });
    assertEquals(await database.query("select * from private.check_acts(null)"), []);
  } finally {
    await close();
  }
});
