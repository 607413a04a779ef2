import { assertEquals } from "@std/assert";
import { as, refusal } from "../actor.ts";
import { openWorld } from "../test_database.ts";

/** Where the searched house is. */
const glover = {
  street: "14 Glover Road",
  area: "Ikoyi",
  lga: "Eti-Osa",
  state: "Lagos",
  longitude: 3.43,
  latitude: 6.45,
};

Deno.test("a clean search counts for the place that was searched, and for no other", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { people, org } = world;
    const add = async (kind: string, parent: string | null = null, place = {}) => {
      const row = { org_id: org, parent_id: parent, kind, name: "Peace", ...glover, ...place };
      const names = Object.keys(row);
      const [made] = await as<{ id: string }>(
        database,
        people.owner,
        `insert into properties (${names}) values (${
          names.map((_, i) => `$${i + 1}`)
        }) returning id`,
        Object.values(row),
      );
      return made!.id;
    };
    const patch = (id: string, change: Record<string, unknown>) =>
      as(
        database,
        people.owner,
        `update properties set ${
          Object.keys(change).map((name, i) => `${name} = $${i + 2}`)
        } where id = $1`,
        [id, ...Object.values(change)],
      );
    const tell = async (property: string) => {
      const [told] = await as<{ id: string }>(
        database,
        people.owner,
        `select id from add_title_document(property_id => $1, kind => 'governors_consent', holder_name => 'Ada Obi',
           number => $2)`,
        [property, crypto.randomUUID()],
      );
      return told!.id;
    };
    const review = (id: string, status: string, note = "As registered") =>
      as(database, people.staff, "select review_title_document($1, $2, $3)", [id, status, note]);
    const search = async (id: string) => {
      await review(id, "copy_seen");
      await review(id, "searched_clean");
    };
    const verified = async (...ids: string[]) => {
      const rows = await database.query<{ id: string; is_verified: boolean }>(
        "select id, is_verified from properties where id = any ($1::text::uuid[])",
        [`{${ids}}`],
      );
      return ids.map((id) => rows.find((row) => row.id === id)?.is_verified);
    };
    const isToSeeAgain = async (id: string) =>
      (await database.query<{ it: boolean }>(
        "select place_changed_at is not null as it from title_documents where id = $1",
        [id],
      ))[0]?.it;

    await t.step("elsewhere it counts no more, put back it does, seen again it does", async () => {
      const house = await add("house");
      const id = await tell(house);
      await search(id);
      const elsewhere: Record<string, unknown>[] = [
        { street: "14 Bourdillon Road" },
        { street: "15 Glover Road" },
        { house_number: "3" },
        { area: "Ikosi" },
        { lga: "Kosofe" },
        { state: "Ogun" },
        { longitude: 3.44 },
        { longitude: null, latitude: null },
      ];
      for (const change of elsewhere) {
        await patch(house, change);
        assertEquals(
          [await verified(house), await isToSeeAgain(id)],
          [[false], true],
          JSON.stringify(change),
        );
        await patch(house, { ...glover, house_number: null });
        assertEquals([await verified(house), await isToSeeAgain(id)], [[true], false]);
      }
      await patch(house, { street: "3 Bourdillon Road" });
      await review(id, "searched_clean", "Number 3 is in the same survey");
      assertEquals([await verified(house), await isToSeeAgain(id)], [[true], false]);
      await patch(house, glover);
      assertEquals(await verified(house), [false], "where it was first was not searched last");
    });

    await t.step("a small correction needs nobody, many small ones lead nowhere", async () => {
      const house = await add("house", null, { street: "14 Glovr Raod" });
      const id = await tell(house);
      await patch(house, { street: "14 Glovr Road" });
      await search(id);
      const small: Record<string, unknown>[] = [
        { street: "14 Glover Road" },
        { street: "No. 14, GLOVR RD" },
        { house_number: "14", street: "Glovr Road" },
        { house_number: null, street: "14 Glovr Road", longitude: 3.4305 },
        { name: "Peace House", landmark: "By the bank", area: "IKOYI" },
      ];
      for (const change of small) {
        await patch(house, change);
        assertEquals([await verified(house), await isToSeeAgain(id)], [[true], false]);
      }
      for (const longitude of [3.431, 3.432, 3.433]) await patch(house, { longitude });
      assertEquals(await verified(house), [false]);
    });

    await t.step("what is put into a searched estate later was not searched", async () => {
      const estate = await add("estate");
      const inside = await add("house", estate, { street: "2 Palm Close", longitude: 3.435 });
      const onPaper = await add("house", estate, { street: "9 Elsewhere", area: "Yaba" });
      const id = await tell(estate);
      await search(id);
      assertEquals(await verified(estate, inside, onPaper), [true, true, false]);
      assertEquals(await isToSeeAgain(id), false);

      const later = await add("house", estate);
      const moved = await add("house");
      await patch(moved, { parent_id: estate });
      assertEquals(await verified(estate, inside, later, moved), [true, true, false, false]);
      assertEquals(await isToSeeAgain(id), true);
      await patch(inside, { street: "9 Banana Street" });
      assertEquals(await verified(estate, inside), [true, false]);
      await review(id, "searched_clean");
      assertEquals(
        [await verified(estate, inside, later, moved, onPaper), await isToSeeAgain(id)],
        [[true, true, true, true, false], false],
        "the same review again is one of what is there now",
      );
      await patch(estate, { street: "20 Glover Road" });
      assertEquals(await verified(estate, inside, later), [false, true, true], "each for itself");
    });

    await t.step("what was put in by mistake and is deleted leaves nothing to see", async () => {
      const estate = await add("estate");
      const id = await tell(estate);
      await search(id);
      const mistake = await add("house", estate);
      assertEquals(await isToSeeAgain(id), true);
      await as(database, people.owner, "delete from properties where id = $1", [mistake]);
      assertEquals([await isToSeeAgain(id), await verified(estate)], [false, [true]]);
    });

    await t.step("one slip of the keys is forgiven, another street is not", async () => {
      const pairs: [string, string, boolean][] = [
        ["glover road", "glover road", true],
        ["glover road", "glovr road", true],
        ["glover road", "gloveer road", true],
        ["glover road", "glaver road", true],
        ["glover road", "glvoer road", true],
        ["west close", "east close", false],
        ["glover road", "glvr road", false],
        ["glover road", "gaover roat", false],
        ["palm", "balm", false],
      ];
      for (const [seen, now, same] of pairs) {
        const [row] = await database.query<{ same: boolean }>(
          "select private.is_one_slip($1, $2) as same",
          [seen, now],
        );
        assertEquals(row?.same, same, `${seen}, ${now}`);
      }
    });

    await t.step("between the copy and the registry a house is not exchanged", async () => {
      const house = await add("house");
      const id = await tell(house);
      await review(id, "copy_seen");
      await patch(house, { street: "1 Banana Street" });
      const { hint, detail } = await refusal(review(id, "searched_clean"));
      assertEquals([hint, JSON.parse(detail).field], ["title_document.place_changed", "status"]);
      await review(id, "copy_seen");
      await review(id, "searched_clean");
      assertEquals(await verified(house), [true]);
    });

    await t.step("its listing says so at once", async () => {
      const id = await tell(world.property);
      const [before] = await database.query<Record<string, unknown>>(
        "select street, area, lga, state, longitude, latitude from properties where id = $1",
        [world.property],
      );
      await search(id);
      const shown = async () =>
        (await database.query<{ is_verified: boolean; on: string | null }>(
          "select is_verified, title_searched_on as on from listings where unit_id = $1",
          [world.vacantUnit],
        )).map((it) => [it.is_verified, it.on !== null]);
      assertEquals(await shown(), [[true, true]]);
      await patch(world.property, { ...glover, street: "1 Banana Street" });
      assertEquals(await shown(), [[false, false]]);
      await patch(world.property, before!);
      assertEquals(await shown(), [[true, true]]);
    });
  } finally {
    await close();
  }
});
