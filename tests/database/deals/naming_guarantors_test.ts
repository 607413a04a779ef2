import { assertEquals } from "@std/assert";
import { type Actor, as, problem } from "../actor.ts";
import { openWorld } from "../test_database.ts";
import { begin, freshListing, onApplication, save, submitted } from "./prospects.ts";

interface Told {
  readonly full_name: string | null;
  readonly phone: string | null;
  readonly relationship: string | null;
  readonly email?: string | null;
}

const aunt: Told = {
  full_name: "Ngozi Eze",
  phone: "+2348031114444",
  relationship: "aunt",
  email: null,
};

Deno.test("another guarantor is named for an application that was sent", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { people } = world;
    const me = people.stranger;
    const name = async (by: Actor, application: string | null, told: Told) =>
      (await as<{ id: string; full_name: string; status: string; email: string | null }>(
        database,
        by,
        "select id, full_name, status, email from name_guarantor($1, $2, $3, $4, $5)",
        [application, told.full_name, told.phone, told.relationship, told.email ?? null],
      ))[0];
    const other = (last: number): Told => ({
      ...aunt,
      full_name: `Aunt ${last}`,
      phone: `+23480311150${String(last).padStart(2, "0")}`,
    });
    const decline = (id: string | undefined) =>
      database.query(
        "update application_guarantors set status = 'declined', answered_at = now() where id = $1",
        [id],
      );
    const id = await submitted(database, me, await freshListing(database, world));

    await t.step("by the applicant alone", async () => {
      for (const by of [people.owner, people.otherTenant, people.agent]) {
        assertEquals(await problem(name(by, id, aunt)), [
          "PT404",
          "application.not_found",
          "application_id",
        ]);
      }
      assertEquals((await problem(name(me, null, aunt)))[1], "application.not_found");
    });

    await t.step("what cannot be kept is refused by its field", async () => {
      const wrong: readonly (readonly [Partial<Told>, field: string])[] = [
        [{ full_name: null }, "full_name"],
        [{ full_name: "N" }, "full_name"],
        [{ phone: null }, "phone"],
        [{ phone: "08031114444" }, "phone"],
        [{ relationship: " " }, "relationship"],
        [{ email: "nowhere" }, "email"],
      ];
      for (const [change, field] of wrong) {
        const refused = await problem(name(me, id, { ...aunt, ...change }));
        assertEquals(refused, ["PT400", "application.bad_fact", field], JSON.stringify(change));
      }
    });

    await t.step("once, however often it is sent, and members see them", async () => {
      const [first, again] = await Promise.all([name(me, id, aunt), name(me, id, aunt)]);
      assertEquals([first?.id, first?.full_name, first?.status], [again?.id, "Ngozi Eze", "named"]);
      assertEquals(await problem(name(me, id, { ...aunt, full_name: "Somebody Else" })), [
        "PT400",
        "application.bad_fact",
        "phone",
      ]);
      const seen = await as(
        database,
        people.agent,
        "select id from application_guarantors where application_id = $1",
        [id],
      );
      assertEquals(seen, [{ id: first?.id }]);
    });

    await t.step("at most four who did not say no", async () => {
      for (const last of [1, 2, 3]) await name(me, id, other(last));
      const tooMany = ["PT409", "guarantor.too_many", "application_id"];
      assertEquals(await problem(name(me, id, other(4))), tooMany);
      // Who is named already is answered, also now.
      const known = await name(me, id, aunt);
      await decline(known?.id);
      for (let last = 4; last < 12; last++) await decline((await name(me, id, other(last)))?.id);
      assertEquals(await problem(name(me, id, other(12))), tooMany);
    });

    await t.step("not in a draft, which is saved with them, nor when it is over", async () => {
      const closed = ["PT409", "guarantor.not_open", "application_id"];
      const draft = await begin(database, me, await freshListing(database, world));
      assertEquals(await problem(name(me, draft.id, aunt)), closed);
      await save(database, me, draft.id);
      await onApplication(database, me, "submit_application($1)", [draft.id]);
      await onApplication(database, me, "withdraw_application($1)", [draft.id]);
      assertEquals(await problem(name(me, draft.id, aunt)), closed);
    });
  } finally {
    await close();
  }
});
