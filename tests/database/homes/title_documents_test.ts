import { assertEquals } from "@std/assert";
import { nigerianDate } from "../../../clients/sdk/src/ground/nigerian_date.ts";
import { type Actor, as, refusal } from "../actor.ts";
import { openWorld } from "../test_database.ts";

interface Reviewed {
  status: string;
  status_note: string | null;
  searched_by: string | null;
  searched_today: boolean | null;
}

Deno.test("title documents are told by owners and examined by staff", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { people, org } = world;
    const property = async (kind: string, parent: string | null = null) => {
      const [row] = await as<{ id: string }>(
        database,
        people.owner,
        `insert into properties (org_id, parent_id, kind, name, street, area, lga, state, longitude, latitude)
         values ($1, $2, $3, 'Peace', '1 Glover Road', 'Ikoyi', 'Eti-Osa', 'Lagos', 3.43, 6.45)
         returning id`,
        [org, parent, kind],
      );
      return row?.id as string;
    };
    const tell = async (
      property: string,
      facts: Record<string, unknown> = {},
      by: Actor = people.owner,
    ) => {
      const row = {
        property_id: property,
        kind: "governors_consent",
        number: crypto.randomUUID(),
        holder_name: "Ada Obi",
        ...facts,
      };
      const names = Object.keys(row);
      const [told] = await as<{ id: string }>(
        database,
        by,
        `select id from add_title_document(${names.map((name, i) => `${name} => $${i + 1}`)})`,
        Object.values(row),
      );
      return told?.id as string;
    };
    const review = async (
      id: string,
      status: string | null,
      note: string | null = "As registered",
      by: Actor = people.staff,
    ) => {
      const [row] = await as<Reviewed>(
        database,
        by,
        `select status, status_note, searched_by, searched_on = private.lagos_date() as searched_today
         from review_title_document($1, $2, $3)`,
        [id, status, note],
      );
      return row;
    };
    const search = async (id: string, found: "searched_clean" | "searched_adverse") => {
      await review(id, "copy_seen", null);
      await review(id, found);
    };
    const verified = async (...ids: string[]) => {
      const rows = await database.query<{ id: string; is_verified: boolean }>(
        "select id, is_verified from properties where id = any ($1::text::uuid[])",
        [`{${ids}}`],
      );
      return ids.map((id) => rows.find((row) => row.id === id)?.is_verified);
    };
    const change = (id: string, facts: Record<string, unknown>, by: Actor = people.owner) => {
      const row = { kind: "governors_consent", holder_name: "Ada Obi", ...facts };
      const named = Object.keys(row).map((name, i) => `${name} => $${i + 2}`);
      return as<{ id: string }>(
        database,
        by,
        `select id from correct_title_document($1, ${named})`,
        [id, ...Object.values(row)],
      );
    };
    const refusedAt = async (work: Promise<unknown>) => {
      const { hint, detail } = await refusal(work);
      return [hint, detail === "" ? null : JSON.parse(detail).field];
    };

    await t.step("facts can be mended until a reviewer has seen a copy", async () => {
      const id = await tell(world.property);
      assertEquals((await change(id, { number: "12/12/2020" }, people.manager)).length, 1);
      await review(id, "copy_seen", null);
      for (
        const facts of [
          { number: "1/1/1" },
          { number: "12/12/2020", holder_name: "Somebody Else" },
          { number: "12/12/2020", kind: "probate" },
          { number: "12/12/2020", issued_on: "2020-12-12" },
        ]
      ) {
        assertEquals(await refusedAt(change(id, facts)), ["title_document.reviewed", "status"]);
      }
      const remove = (document: string) =>
        as(database, people.owner, "delete from title_documents where id = $1 returning id", [
          document,
        ]);
      assertEquals(await refusedAt(remove(id)), ["title_document.reviewed", "status"]);
      await review(id, "unseen", "The number is not readable");
      assertEquals((await change(id, { number: "12/12/2021" })).length, 1);
      assertEquals((await remove(id)).length, 1);
    });

    await t.step("facts that cannot be are refused", async () => {
      assertEquals(await refusedAt(tell(world.property, { issued_on: nigerianDate(2) })), [
        "title_document.bad_fact",
        "issued_on",
      ]);
      assertEquals(await refusedAt(tell(world.property, { issued_on: "1850-01-01" })), [
        "value.bad_date",
        "issued_on",
      ]);
      const checks: Record<string, unknown>[] = [
        { holder_name: " " },
        { holder_name: "x".repeat(201) },
        { number: "x".repeat(81) },
        { registry: "x" },
        { storage_path: `${crypto.randomUUID()}/deed.pdf` },
        { storage_path: "deed.pdf" },
      ];
      for (const facts of checks) {
        const field = Object.keys(facts)[0] as string;
        assertEquals(await refusedAt(tell(world.property, facts)), [
          "title_document.bad_fact",
          field,
        ]);
      }
      const number = "77/77/1999";
      await tell(world.property, { number, storage_path: `${org}/deed.pdf` });
      assertEquals(await refusedAt(tell(world.property, { number })), [
        "title_document.already_there",
        "number",
      ]);
      assertEquals(await refusedAt(tell(crypto.randomUUID())), [
        "title_document.unknown_property",
        "property_id",
      ]);
    });

    await t.step("only members write, only staff review, others see nothing", async () => {
      const id = await tell(world.property);
      for (const by of [people.agent, people.accountant]) {
        assertEquals((await refusal(tell(world.property, {}, by))).hint, "auth.forbidden");
        assertEquals((await refusal(change(id, {}, by))).hint, "auth.forbidden");
      }
      for (const by of [people.tenant, people.staff, people.otherOwner]) {
        assertEquals(
          (await refusal(tell(world.property, {}, by))).hint,
          "title_document.unknown_property",
        );
        assertEquals((await refusal(change(id, {}, by))).hint, "title_document.not_found");
      }
      for (const by of [people.owner, people.manager, people.tenant, people.otherOwner]) {
        assertEquals((await refusal(review(id, "copy_seen", null, by))).hint, "auth.forbidden");
      }
      assertEquals((await refusal(review(id, "copy_seen", null, "visitor"))).code, "42501");
      for (const written of ["status = 'searched_clean'", "number = '1/1/1'"]) {
        const direct = as(database, people.owner, `update title_documents set ${written}`);
        assertEquals((await refusal(direct)).code, "42501");
      }
      assertEquals(
        (await refusal(
          as(database, "service", "update title_documents set status = 'copy_seen' where id = $1", [
            id,
          ]),
        ))
          .hint,
        "title_document.direct_change",
      );
      const seen = (by: Actor) =>
        as(database, by, "select 1 from title_documents where id = $1", [id]);
      for (const by of [people.staff, people.agent]) assertEquals((await seen(by)).length, 1);
      for (const by of [people.tenant, people.otherOwner, people.stranger]) {
        assertEquals(await seen(by), []);
      }
    });

    await t.step("a bad review is refused by the field", async () => {
      const id = await tell(world.property);
      assertEquals(await refusedAt(review(id, null)), ["title_document.bad_review", "status"]);
      assertEquals(await refusedAt(review(crypto.randomUUID(), "copy_seen")), [
        "title_document.not_found",
        "title_document_id",
      ]);
      for (const status of ["searched_clean", "searched_adverse"]) {
        assertEquals(await refusedAt(review(id, status)), [
          "title_document.illegal_transition",
          "status",
        ]);
      }
      await review(id, "copy_seen", null);
      for (const note of [null, "  ", "x".repeat(501)]) {
        assertEquals(await refusedAt(review(id, "searched_clean", note)), [
          "title_document.bad_review",
          "note",
        ]);
      }
    });

    await t.step("every review is kept, a repeated one once", async () => {
      const id = await tell(world.property);
      await review(id, "copy_seen", null);
      await review(id, "searched_clean", "Searched at Alausa");
      assertEquals(await review(id, "searched_clean", "Searched at Alausa"), {
        status: "searched_clean",
        status_note: "Searched at Alausa",
        searched_by: people.staff.user,
        searched_today: true,
      });
      await review(id, "searched_clean", "Searched again, a year later");
      await review(id, "searched_adverse", "A court order was registered");
      const back = await review(id, "copy_seen", "The order was of another plot");
      assertEquals([back?.searched_by, back?.searched_today], [null, null]);
      const history = await as<{ move: string; reason: string | null; by_staff: boolean }>(
        database,
        people.accountant,
        `select coalesce(from_state, '') || ' > ' || to_state as move, reason, actor_id = $2 as by_staff
         from state_changes where subject_id = $1 order by id`,
        [id, people.staff.user],
      );
      assertEquals(history.map((it) => [it.move, it.reason, it.by_staff]), [
        [" > unseen", null, false],
        ["unseen > copy_seen", null, true],
        ["copy_seen > searched_clean", "Searched at Alausa", true],
        ["searched_clean > searched_clean", "Searched again, a year later", true],
        ["searched_clean > searched_adverse", "A court order was registered", true],
        ["searched_adverse > copy_seen", "The order was of another plot", true],
      ]);
      // Who may write the home is told of each, and nobody else.
      const told = await database.query<{ status: string; subject: string; writes: boolean }>(
        `select distinct on (notice.payload ->> 'status', notice.created_at) notice.payload ->> 'status' as status,
           notice.subject_id as subject, bool_and(notice.user_id in (
             select private.members_with(notice.org_id, 'properties.write'))) over () as writes
         from notifications as notice
         where notice.kind = 'title_reviewed' and notice.payload ->> 'title_document_id' = $1
         order by notice.created_at, notice.payload ->> 'status'`,
        [id],
      );
      assertEquals(
        told.map(({ status, subject, writes }) => [status, subject === world.property, writes]),
        ["copy_seen", "searched_clean", "searched_clean", "searched_adverse", "copy_seen"]
          .map((status) => [status, true, true]),
      );
    });

    await t.step(
      "a clean search of an estate verifies all in it, an adverse one none",
      async () => {
        const estate = await property("estate");
        const phase = await property("estate", estate);
        const house = await property("house", phase);
        const alone = await property("house");
        const ofEstate = await tell(estate, { kind: "excision_gazette" });
        assertEquals(await verified(estate, phase, house, alone), [false, false, false, false]);
        await search(ofEstate, "searched_clean");
        assertEquals(await verified(estate, phase, house, alone), [true, true, true, false]);
        const later = await property("building", phase);
        assertEquals(await verified(later), [false], "built later: nobody searched it");
        await review(ofEstate, "searched_clean", "Searched again, with the new building");
        assertEquals(await verified(later), [true]);

        const ofHouse = await tell(house, { kind: "deed_of_assignment" });
        await search(ofHouse, "searched_adverse");
        assertEquals(await verified(estate, phase, house), [true, true, false]);
        await review(ofHouse, "searched_clean", "The caveat was lifted");
        assertEquals(await verified(house), [true]);

        const move = (id: string, parent: string | null) =>
          as(database, people.owner, "update properties set parent_id = $2 where id = $1", [
            id,
            parent,
          ]);
        await move(phase, null);
        assertEquals(await verified(estate, phase, house, later), [true, false, true, false]);
        await move(phase, estate);
        assertEquals(await verified(phase, house, later), [true, true, true]);
        await review(ofEstate, "searched_adverse", "The excision was revoked");
        assertEquals(await verified(estate, phase, house, later), [false, false, false, false]);
      },
    );

    await t.step("listings follow", async () => {
      const shown = async () => {
        const [row] = await database.query<{ is_verified: boolean }>(
          "select is_verified from listings where unit_id = $1",
          [world.vacantUnit],
        );
        return row?.is_verified;
      };
      assertEquals(await shown(), false);
      const id = await tell(world.property);
      await search(id, "searched_clean");
      assertEquals(await shown(), true);
      await review(id, "searched_adverse", "Forged");
      assertEquals(await shown(), false);
      assertEquals(
        (await refusal(
          as(database, people.owner, "update properties set is_verified = true where id = $1", [
            world.property,
          ]),
        )).code,
        "42501",
      );
    });

    await t.step({
      name: "reviews and moves at the same moment agree in the end",
      ignore: Deno.env.get("DATABASE_URL") === undefined,
      fn: async () => {
        for (let round = 0; round < 5; round++) {
          const [estate, house] = [await property("estate"), await property("house")];
          const id = await tell(estate);
          await review(id, "copy_seen", null);
          await Promise.all([
            review(id, "searched_clean"),
            as(database, people.owner, "update properties set parent_id = $2 where id = $1", [
              house,
              estate,
            ]),
            as(database, people.manager, "update properties set name = 'Quiet' where id = $1", [
              estate,
            ]),
          ]);
          // Whether the house was there when the copy was seen: it was not, so the search is not of it.
          assertEquals(await verified(estate, house), [true, false]);
          await review(id, "searched_clean", "Looked again");
          assertEquals(await verified(estate, house), [true, true]);
        }
      },
    });
  } finally {
    await close();
  }
});
