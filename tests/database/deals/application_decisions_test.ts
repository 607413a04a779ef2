import { assertEquals } from "@std/assert";
import { type Actor, as, problem } from "../actor.ts";
import { age, begin, freshListing, onApplication, person, submitted } from "./prospects.ts";
import { openWorld } from "../test_database.ts";

Deno.test("people decide on applications, with reasons, and look again when asked", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { people } = world;
    const me = people.stranger;
    const fresh = async (by: Actor = me) =>
      await submitted(database, by, await freshListing(database, world));
    const shortlist = (by: Actor, id: string, reason: string | null = null) =>
      onApplication(database, by, "shortlist_application($1, $2)", [id, reason]);
    const decline = (by: Actor, id: string, reason: string | null = "Let to a family") =>
      onApplication(database, by, "decline_application($1, $2)", [id, reason]);
    const withdraw = (by: Actor, id: string) =>
      onApplication(database, by, "withdraw_application($1)", [id]);
    const review = (by: Actor, id: string, reason: string | null = "My payslip was new") =>
      onApplication(database, by, "ask_review($1, $2)", [id, reason]);
    const move = (id: string, to: string) =>
      database.query("select private.move_application($1, $2, 'Deal')", [id, to]);
    const told = async (id: string) =>
      (await database.query<{ status: string }>(
        `select payload ->> 'status' as status from notifications
         where kind = 'application_decided' and subject_id = $1 and user_id = $2 order by id`,
        [id, me.user],
      )).map((row) => row.status);
    const illegal = ["PT409", "application.illegal_transition", "status"];

    await t.step("who takes an application back is not waited for", async () => {
      const members = async (id: string) =>
        (await database.query<{ user_id: string }>(
          "select user_id from notifications where kind = 'application_withdrawn' and subject_id = $1",
          [id],
        )).map((row) => row.user_id);
      const id = await fresh();
      await shortlist(people.agent, id);
      for (const _ of [1, 2]) await withdraw(me, id);
      const heard = await members(id);
      assertEquals([people.owner.user, people.agent.user].every((it) => heard.includes(it)), true);
      assertEquals([heard.length, heard.includes(me.user)], [new Set(heard).size, false]);
      const draft = await begin(database, me, await freshListing(database, world));
      await withdraw(me, draft.id);
      assertEquals(await members(draft.id), [], "nobody has seen a draft");
    });

    await t.step("shortlisted, then declined for a reason that the applicant reads", async () => {
      const id = await fresh();
      assertEquals((await shortlist(people.agent, id)).status, "shortlisted");
      assertEquals((await shortlist(people.manager, id)).decided_by, people.agent.user);
      for (const reason of [null, " ", "x".repeat(1001)]) {
        assertEquals(await problem(decline(people.agent, id, reason)), [
          "PT400",
          "application.bad_fact",
          "reason",
        ]);
      }
      await decline(people.manager, id);
      const [mine] = await as(
        database,
        me,
        "select status, decided_by, decision_reason, closed_at is not null as is_over from applications where id = $1",
        [id],
      );
      assertEquals(mine, {
        status: "declined",
        decided_by: people.manager.user,
        decision_reason: "Let to a family",
        is_over: true,
      });
      assertEquals(await told(id), ["shortlisted", "declined"]);
      const [audited] = await database.query(
        `select actor_id, new_values ->> 'decision_reason' as reason from private.audit_log
         where table_name = 'public.applications' and row_id = $1 order by id desc limit 1`,
        [id],
      );
      assertEquals(audited, { actor_id: people.manager.user, reason: "Let to a family" });
    });

    await t.step("a refusal sent again is safe, another one is not dropped silently", async () => {
      const id = await fresh();
      await decline(people.agent, id);
      assertEquals((await decline(people.agent, id)).status, "declined");
      const taken = ["PT409", "application.already_declined", "application_id"];
      assertEquals(await problem(decline(people.agent, id, "Another reason")), taken);
      assertEquals(await problem(decline(people.owner, id)), taken);
      assertEquals(await problem(shortlist(people.owner, id)), illegal);
    });

    await t.step("who has no part in it decides nothing", async () => {
      const id = await fresh();
      const unknown = ["PT404", "application.not_found", "application_id"];
      for (const by of [me, people.accountant, people.otherOwner, people.staff]) {
        assertEquals(await problem(shortlist(by, id)), unknown);
        assertEquals(await problem(decline(by, id)), unknown);
      }
      for (const by of [people.owner, people.otherTenant]) {
        assertEquals(await problem(withdraw(by, id)), unknown);
        assertEquals(await problem(review(by, id)), unknown);
      }
    });

    await t.step("the applicant withdraws until it is accepted", async () => {
      const id = await fresh();
      assertEquals((await withdraw(me, id)).status, "withdrawn");
      assertEquals((await withdraw(me, id)).status, "withdrawn");
      assertEquals(await problem(shortlist(people.owner, id)), illegal);
      const accepted = await fresh();
      await shortlist(people.owner, accepted);
      await move(accepted, "offered");
      await move(accepted, "accepted");
      assertEquals(await problem(withdraw(me, accepted)), illegal);
      assertEquals(await problem(decline(people.owner, accepted)), illegal);
      await move(accepted, "converted");
      assertEquals(await problem(move(accepted, "accepted")), illegal);
    });

    await t.step("a refusal is looked at again once", async () => {
      const id = await fresh();
      assertEquals(await problem(review(me, id)), illegal, "there is no refusal yet");
      await decline(people.agent, id);
      assertEquals(await problem(review(me, id, "")), ["PT400", "application.bad_fact", "reason"]);
      assertEquals((await review(me, id)).review_reason, "My payslip was new");
      assertEquals((await review(me, id, "Again")).review_reason, "My payslip was new");
      const [asked] = await database.query<{ n: number }>(
        `select count(*)::int as n from notifications
         where subject_id = $1 and kind = 'application_submitted' and payload ->> 'status' = 'under_review'`,
        [id],
      );
      assertEquals(asked?.n, 3);
      await decline(people.owner, id, "Still no");
      assertEquals(await problem(review(me, id, "Please")), [
        "PT409",
        "application.already_reviewed",
        "application_id",
      ]);
      const lucky = await fresh();
      await decline(people.agent, lucky);
      await review(me, lucky);
      assertEquals(
        (await shortlist(people.manager, lucky, "We had misread it")).status,
        "shortlisted",
      );
    });

    await t.step("nobody has two live applications by asking for a look again", async () => {
      const listing = await freshListing(database, world);
      const id = await submitted(database, me, listing);
      await decline(people.agent, id);
      await begin(database, me, listing);
      assertEquals(await problem(review(me, id)), [
        "PT409",
        "application.already_live",
        "application_id",
      ]);
    });

    await t.step(
      "what nobody touches lapses, and what is let takes its applications along",
      async () => {
        const status = async (id: string) =>
          (await database.query<{ status: string }>(
            "select status from applications where id = $1",
            [
              id,
            ],
          ))[0]?.status;
        const old = await fresh();
        await age(database, old, 61);
        const young = await fresh();
        await age(database, young, 59);
        const forgotten = await begin(database, me, await freshListing(database, world));
        await age(database, forgotten.id, 61);
        const reviewed = await fresh();
        await decline(people.agent, reviewed);
        await review(me, reviewed);
        await age(database, reviewed, 61);
        const listing = await freshListing(database, world);
        const [winner, loser] = [
          await submitted(database, me, listing),
          await submitted(database, await person(database, "loser"), listing),
        ];
        await shortlist(people.owner, winner);
        await move(winner, "offered");
        await move(winner, "accepted");
        await database.query("select private.move_listing($1, 'let')", [listing]);
        const [run] = await database.query<{ n: number }>(
          "select private.expire_applications() as n where $1",
          [true],
        );
        assertEquals(run?.n, 3);
        assertEquals(
          await Promise.all([old, young, forgotten.id, reviewed, winner, loser].map(status)),
          ["expired", "submitted", "expired", "under_review", "accepted", "expired"],
        );
        assertEquals(await told(old), ["expired"]);
        assertEquals(await told(forgotten.id), [], "its draft was theirs to forget");
        const again = await database.query<{ n: number }>(
          "select private.expire_applications() as n where $1",
          [true],
        );
        assertEquals(again, [{ n: 0 }]);
      },
    );
  } finally {
    await close();
  }
});
