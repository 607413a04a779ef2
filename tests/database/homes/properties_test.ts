import { assertEquals } from "@std/assert";
import { type Actor, as, refusal } from "../actor.ts";
import { openWorld } from "../test_database.ts";

Deno.test("properties stand where they may, at addresses that exist", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { people, org } = world;
    const add = async (
      columns: Record<string, unknown>,
      by: Actor = people.owner,
    ): Promise<string> => {
      const row = {
        org_id: org,
        kind: "estate",
        name: "Harmony",
        street: "Admiralty Way",
        area: "Lekki",
        lga: "Eti-Osa",
        state: "Lagos",
        ...columns,
      };
      const names = Object.keys(row);
      const [added] = await as<{ id: string }>(
        database,
        by,
        `insert into properties (${names}) values (${
          names.map((_, i) => `$${i + 1}`)
        }) returning id`,
        Object.values(row),
      );
      return added?.id as string;
    };
    const move = (id: string, parent: string | null, by: Actor = people.owner) =>
      as(database, by, "update properties set parent_id = $2 where id = $1 returning id", [
        id,
        parent,
      ]);
    const refusedAt = async (work: Promise<unknown>) => {
      const { code, hint, detail } = await refusal(work);
      return [code, hint, detail === "" ? null : JSON.parse(detail).field];
    };
    const badParent = ["PT409", "property.bad_parent", "parent_id"];

    await t.step("an estate holds phases, buildings, houses and land", async () => {
      const estate = await add({});
      for (const kind of ["estate", "building", "house", "land"]) {
        await add({ kind, parent_id: estate });
      }
    });

    await t.step("nothing but an estate holds another property", async () => {
      for (const kind of ["building", "house", "land"]) {
        const parent = await add({ kind });
        for (const child of ["estate", "building", "house", "land"]) {
          assertEquals(
            await refusedAt(add({ kind: child, parent_id: parent })),
            badParent,
            `${child} in ${kind}`,
          );
        }
      }
    });

    await t.step("an estate that holds something stays an estate", async () => {
      const estate = await add({});
      const house = await add({ kind: "house", parent_id: estate });
      const become = (kind: string) =>
        as(database, people.owner, "update properties set kind = $2 where id = $1", [
          estate,
          kind,
        ]);
      assertEquals(await refusedAt(become("house")), ["PT409", "property.bad_parent", "kind"]);
      await move(house, null);
      await become("house");
    });

    await t.step("it goes five levels deep, however it is put together", async () => {
      const chain: string[] = [];
      for (let level = 0; level < 4; level++) {
        chain.push(await add({ parent_id: chain.at(-1) ?? null }));
      }
      await add({ kind: "house", parent_id: chain[3] });
      const fifth = await add({ parent_id: chain[3] });
      assertEquals(await refusedAt(add({ kind: "house", parent_id: fifth })), badParent);
      const outer = await add({});
      assertEquals(await refusedAt(move(chain[0] as string, outer)), badParent);
    });

    await t.step("no property stands in itself, in two steps or in one statement", async () => {
      const [a, b] = [await add({}), await add({})];
      assertEquals(await refusedAt(move(a, a)), badParent);
      await move(b, a);
      assertEquals(await refusedAt(move(a, b)), badParent);
      await move(b, null);
      const both = as(
        database,
        people.owner,
        "update properties set parent_id = case id when $1::text::uuid then $2::text::uuid else $1::text::uuid end where id in ($1::text::uuid, $2::text::uuid)",
        [a, b],
      );
      assertEquals(await refusedAt(both), badParent);
    });

    await t.step("a parent of another organization is not found", async () => {
      const [other] = await database.query<{ org_id: string }>(
        "select org_id from memberships where user_id = $1",
        [people.otherOwner.user],
      );
      const foreign = await add({ org_id: other?.org_id }, people.otherOwner);
      assertEquals(await refusedAt(add({ kind: "house", parent_id: foreign })), badParent);
      assertEquals(await refusedAt(add({ parent_id: crypto.randomUUID() })), badParent);
      assertEquals(
        await move(world.property, foreign, people.otherOwner),
        [],
        "not theirs to move",
      );
      assertEquals(await move(world.property, null, people.agent), [], "nor an agent's");
    });

    await t.step({
      name: "moves at the same moment never close a ring",
      ignore: Deno.env.get("DATABASE_URL") === undefined,
      fn: async () => {
        for (let round = 0; round < 5; round++) {
          const ring = [await add({}), await add({}), await add({})];
          const moved = await Promise.allSettled(
            ring.map((id, i) =>
              move(id, ring[(i + 1) % 3] as string, i ? people.owner : people.manager)
            ),
          );
          assertEquals(
            moved.map((it) => it.status === "fulfilled" ? "moved" : it.reason.hint).sort(),
            ["moved", "moved", "property.bad_parent"],
          );
        }
      },
    });

    await t.step("states have one name, and one that does not exist is refused", async () => {
      const states = await as(database, "visitor", "select code from nigerian_states");
      assertEquals(states.length, 37);
      for (
        const [written, state] of [
          ["lagos state", "Lagos"],
          [" Abuja ", "FCT"],
          ["AKWA IBOM", "Akwa Ibom"],
        ]
      ) {
        const id = await add({ state: written });
        const [row] = await database.query("select state from properties where id = $1", [id]);
        assertEquals(row, { state });
      }
      for (const state of ["Accra", ""]) {
        assertEquals(await refusedAt(add({ state })), ["PT400", "property.unknown_state", "state"]);
      }
      const misspelt = JSON.parse((await refusal(add({ state: "Lagoss" }))).detail);
      assertEquals([misspelt.nearest, misspelt.allowed.length], ["Lagos", 37]);
      assertEquals(
        (await refusal(as(database, people.owner, "delete from nigerian_states"))).code,
        "42501",
      );
    });

    await t.step("a postcode has six digits", async () => {
      await add({ postcode: "101245", house_number: "14B", estate_name: "Parkview Estate" });
      for (const postcode of ["1234", "10124X"]) {
        assertEquals((await refusal(add({ postcode }))).code, "23514");
      }
    });

    await t.step(
      "the exact place is for our own functions to tell, not for people to ask",
      async () => {
        await as(
          database,
          people.owner,
          "update properties set estate_name = 'Alagomeji', house_number = '5', location_precision = 'street' where id = $1",
          [world.property],
        );
        const ask = "select * from private.exact_place($1)";
        assertEquals(await database.query(ask, [world.unit]), [{
          street: "5 Commercial Avenue",
          house_number: "5",
          estate_name: "Alagomeji",
          area: "Yaba",
          lga: "Lagos Mainland",
          state: "Lagos",
          landmark: null,
          longitude: 3.379,
          latitude: 6.512,
          precision: "street",
        }]);
        for (const by of [people.owner, people.stranger, "visitor", "service"] as const) {
          assertEquals((await refusal(as(database, by, ask, [world.unit]))).code, "42501");
        }
        assertEquals(
          (await refusal(as(database, "visitor", "select 1 from properties"))).code,
          "42501",
        );
        assertEquals(await as(database, people.stranger, "select 1 from properties"), []);
      },
    );
  } finally {
    await close();
  }
});
