import { assertEquals } from "@std/assert";
import { nigerianDate } from "../../../clients/sdk/src/ground/nigerian_date.ts";
import { type Actor, as, problem, refusal } from "../actor.ts";
import { begin, facts, freshListing, onApplication, person, save } from "./prospects.ts";
import { openWorld } from "../test_database.ts";

Deno.test("an application is written by the applicant alone and then submitted", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { people, org } = world;
    const me = people.stranger;
    const listing = await freshListing(database, world);
    const { id } = await begin(database, me, listing);
    const submit = (by: Actor, application: string) =>
      onApplication(database, by, "submit_application($1)", [application]);
    const rows = async (by: Actor, table: string, application = id) =>
      (await as<{ n: number }>(
        database,
        by,
        `select count(*)::int as n from ${table} where ${
          table === "applications"
            ? "id"
            : table === "state_changes"
            ? "subject_id"
            : "application_id"
        } = $1`,
        [application],
      ))[0]?.n;

    await t.step("beginning again gives the same draft", async () => {
      assertEquals((await begin(database, me, listing)).id, id);
    });

    await t.step("only a published rent listing of somebody else takes applications", async () => {
      const forSale = await freshListing(database, world, "sale");
      const paused = await freshListing(database, world);
      await as(database, people.owner, "select move_listing($1, 'paused')", [paused]);
      const wrong: [Actor, string, string[]][] = [
        [me, forSale, ["PT409", "application.not_for_rent", "listing_id"]],
        [me, paused, ["PT404", "application.unknown_listing", "listing_id"]],
        [me, crypto.randomUUID(), ["PT404", "application.unknown_listing", "listing_id"]],
        [people.agent, listing, ["PT409", "application.own_listing", "listing_id"]],
      ];
      for (const [by, about, expected] of wrong) {
        assertEquals(await problem(begin(database, by, about)), expected);
      }
      assertEquals((await refusal(begin(database, "visitor", listing))).code, "42501");
    });

    await t.step("everything bad is refused, naming the field", async () => {
      const ada = { full_name: "Ada Obi", relationship: "sister", age: "adult" };
      const uncle = { full_name: "Segun Obi", phone: "+2348031112222", relationship: "uncle" };
      const wrong: [string, Record<string, unknown>][] = [
        ["move_in_on", { move_in_on: "2020-01-01" }],
        ["move_in_on", { move_in_on: nigerianDate(732) }],
        ["term_months", { term_months: -3 }],
        ["term_months", { term_months: 0 }],
        ["occupation", { occupation: "x" }],
        ["employer", { employer: "x".repeat(161) }],
        ["note", { note: "x".repeat(2001) }],
        ["household", { household: {} }],
        ["household", { household: Array(21).fill(ada) }],
        ["household.1", { household: [ada, "Bisi"] }],
        ["household.0.full_name", { household: [{ ...ada, full_name: " " }] }],
        ["household.0.full_name", { household: [{ relationship: "sister", age: "adult" }] }],
        ["household.1.full_name", { household: [ada, { ...ada, full_name: 7 }] }],
        ["household.0.age", { household: [{ ...ada, age: "12" }] }],
        ["household.0.birth_date", { household: [{ ...ada, birth_date: "2020-01-01" }] }],
        ["guarantors.0.phone", { guarantors: [{ ...uncle, phone: "0803 111 2222" }] }],
        ["guarantors.0.email", { guarantors: [{ ...uncle, email: "segun" }] }],
        ["guarantors.0.full_name", { guarantors: [{ ...uncle, full_name: null }] }],
        ["guarantors.1.phone", { guarantors: [uncle, { ...uncle, full_name: "Segun Ade" }] }],
        ["guarantors", { guarantors: Array(5).fill(uncle) }],
      ];
      for (const [field, changes] of wrong) {
        assertEquals(await problem(save(database, me, id, changes)), [
          "PT400",
          "application.bad_fact",
          field,
        ], JSON.stringify(changes));
      }
      const unknown = { guarantors: [{ ...uncle, email: null, address: "5 Any Street" }] };
      const told = await refusal(save(database, me, id, unknown));
      assertEquals(JSON.parse(told.detail).field, "guarantors.0.address");
      assertEquals(
        told.message,
        "Cannot save: guarantors.0 takes no address, only full_name, phone, email, relationship",
      );
      assertEquals(
        [await rows(me, "application_household"), await rows(me, "application_guarantors")],
        [0, 0],
        "nothing is kept of what was refused",
      );
    });

    await t.step("what is saved is replaced, and lists left out stay", async () => {
      await save(database, me, id, {
        household: [
          { full_name: " Ada Obi ", relationship: "sister", age: "adult" },
          { full_name: "Tobi Obi", relationship: "nephew", age: "child" },
        ],
        guarantors: [
          {
            full_name: "Segun Obi",
            phone: "+2348031112222",
            email: "Segun@Example.ng",
            relationship: "uncle",
          },
          { full_name: "Ngozi Eze", phone: "+2348031113333", relationship: "boss" },
        ],
      });
      const [kept] = await database.query<{ id: string }>(
        "select id from application_guarantors where application_id = $1 and full_name = 'Ngozi Eze'",
        [id],
      );
      await save(database, me, id, { occupation: null });
      assertEquals(
        [await rows(me, "application_household"), await rows(me, "application_guarantors")],
        [2, 2],
      );
      await save(database, me, id, {
        household: [],
        guarantors: [
          { full_name: "Ngozi Eze", phone: "+2348031113333", relationship: "employer" },
          { full_name: "Segun Ade", phone: "+2348031112222", relationship: "uncle" },
        ],
      });
      const now = await as<{ id: string; full_name: string; relationship: string }>(
        database,
        me,
        "select id, full_name, relationship from application_guarantors where application_id = $1 order by full_name",
        [id],
      );
      assertEquals(now.map((row) => [row.full_name, row.relationship]), [
        ["Ngozi Eze", "employer"],
        ["Segun Ade", "uncle"],
      ]);
      assertEquals(now[0]?.id, kept?.id, "who stays keeps their row");
      assertEquals(await rows(me, "application_household"), 0);
    });

    await t.step("nobody else sees or touches a draft", async () => {
      const tables = ["applications", "application_guarantors", "state_changes"];
      for (const other of [people.owner, people.agent, people.otherTenant, people.staff]) {
        for (const table of tables) assertEquals(await rows(other, table), 0, table);
        const theirs = ["PT404", "application.not_found", "application_id"];
        assertEquals(await problem(save(database, other, id)), theirs);
        assertEquals(await problem(submit(other, id)), theirs);
        assertEquals(
          await problem(onApplication(database, other, "decline_application($1, 'No')", [id])),
          theirs,
        );
      }
      assertEquals(
        (await as(database, people.owner, "select 1 from profiles where id = $1", [me.user]))
          .length,
        0,
      );
    });

    await t.step("only a complete draft is submitted, while its listing is open", async () => {
      for (const field of ["move_in_on", "term_months", "occupation", "income_band"]) {
        await save(database, me, id, { [field]: null });
        assertEquals(await problem(submit(me, id)), ["PT409", "application.incomplete", field]);
      }
      await save(database, me, id, {
        guarantors: [{ full_name: "Ngozi Eze", phone: "+2348031113333", relationship: "boss" }],
      });
      await database.query("select private.move_listing($1, 'under_offer')", [listing]);
      assertEquals(await problem(submit(me, id)), [
        "PT409",
        "application.listing_closed",
        "application_id",
      ]);
      await database.query("select private.move_listing($1, 'published')", [listing]);
      await database.query("select private.move_listing($1, 'reserved')", [listing]);
      assertEquals((await submit(me, id)).status, "submitted");
      assertEquals((await submit(me, id)).status, "submitted", "safe to repeat");
      assertEquals(await problem(save(database, me, id, facts)), [
        "PT409",
        "application.not_draft",
        "application_id",
      ]);
    });

    await t.step(
      "from then on those who read deals see it, and those who decide are told",
      async () => {
        for (const by of [people.owner, people.manager, people.agent]) {
          assertEquals(
            [await rows(by, "applications"), await rows(by, "application_guarantors")],
            [1, 1],
          );
          assertEquals(await rows(by, "state_changes"), 1, "not that it was a draft before");
        }
        for (const by of [people.accountant, people.otherOwner, people.otherTenant]) {
          assertEquals(
            [await rows(by, "applications"), await rows(by, "state_changes")],
            [0, 0],
          );
        }
        const told = await database.query<{ user_id: string }>(
          "select user_id from notifications where kind = 'application_submitted' and subject_id = $1 order by user_id",
          [id],
        );
        assertEquals(
          told.map((row) => row.user_id),
          [people.owner.user, people.manager.user, people.agent.user].sort(),
        );
        const [profile] = await as(
          database,
          people.agent,
          "select display_name from profiles where id = $1",
          [me.user],
        );
        assertEquals(profile, { display_name: "stranger" });
      },
    );

    await t.step("a draft that was withdrawn was never there for members", async () => {
      const shy = await person(database, "shy");
      const other = await freshListing(database, world);
      const draft = await begin(database, shy, other);
      const withdrawn = await onApplication(database, shy, "withdraw_application($1)", [draft.id]);
      assertEquals(withdrawn.status, "withdrawn");
      assertEquals(
        [
          await rows(people.owner, "applications", draft.id),
          await rows(people.owner, "state_changes", draft.id),
          await rows(shy, "applications", draft.id),
        ],
        [0, 0, 1],
      );
      assertEquals((await begin(database, shy, other)).id === draft.id, false);
    });

    await t.step("nobody writes one by hand", async () => {
      for (
        const sql of [
          "update applications set status = 'accepted' where id = $1",
          "delete from applications where id = $1",
          "insert into applications (org_id, listing_id, applicant_id) select org_id, listing_id, applicant_id from applications where id = $1",
          "delete from application_household where application_id = $1",
          "update application_guarantors set status = 'confirmed' where application_id = $1",
        ]
      ) assertEquals((await refusal(as(database, me, sql, [id]))).code, "42501", sql);
      const byHand = database.query(
        "update applications set status = 'shortlisted' where org_id = $1 and status = 'submitted'",
        [org],
      );
      assertEquals((await refusal(byHand)).hint, "application.direct_change");
    });
  } finally {
    await close();
  }
});
