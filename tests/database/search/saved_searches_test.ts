import { assert, assertEquals } from "@std/assert";
import { type Actor, as, refusal } from "../actor.ts";
import { match, publish, save, square } from "./seekers.ts";
import { openWorld } from "../test_database.ts";
import { createUser } from "../world.ts";

Deno.test("saved searches tell of new matches", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { people } = world;
    const alertsOf = async (search: string) =>
      (await database.query<{ listing_id: string }>(
        "select listing_id from search_alerts where search_id = $1 order by listing_id",
        [search],
      )).map((row) => row.listing_id);
    const noticesOf = (search: string) =>
      database.query<{ user_id: string; title: string; payload: Record<string, unknown> }>(
        "select user_id, title, payload from notifications where kind = 'search_matched' and subject_id = $1",
        [search],
      );

    await t.step("each way to look finds what it should and nothing else", async () => {
      const searches = {
        everywhere: {},
        cheap: { max_price_kobo: 90_000_000 },
        dear: { min_price_kobo: 110_000_000 },
        large: { min_bedrooms: 4 },
        small: { max_bedrooms: 2 },
        bungalow: { kinds: ["bungalow", "detached"] },
        shop: { kinds: ["shop"] },
        powered: { features: ["solar", "inverter"] },
        pool: { features: ["solar", "swimming_pool"] },
        furnished: { furnished: true },
        verified: { verified_only: true },
        worded: { words: "ILÉ  tuntun" },
        wordedOtherwise: { words: "ile atijo" },
        inIkeja: { area: "ìkẹjà" },
        inLekki: { area: "Lekki" },
        near: { near: { longitude: 3.35, latitude: 6.6 }, radius_m: 1000 },
        notNear: { near: { longitude: 3.35, latitude: 6.62 }, radius_m: 1000 },
        onScreen: { viewport: [3.34, 6.59, 3.36, 6.61] },
        drawn: { polygon: square(3.34, 6.59, 3.36, 6.61) },
        drawnElsewhere: { polygon: square(3.36, 6.61, 3.4, 6.65) },
        // The listing is in the box of this triangle, not in the triangle.
        boxOnly: {
          polygon: {
            type: "Polygon",
            coordinates: [[[3.3, 6.55], [3.4, 6.75], [3.3, 6.75], [3.3, 6.55]]],
          },
        },
      };
      const ids: Record<string, string> = {};
      for (const [name, criteria] of Object.entries(searches)) {
        ids[name] = await save(database, people.stranger, { purpose: "rent", ...criteria }, name);
      }
      ids.sale = await save(database, people.stranger, { purpose: "sale" }, "sale");
      await match(database);
      await database.query("delete from search_alerts where $1", [true]);
      const listing = await publish(
        database,
        world,
        { title: "Ile tuntun", area: "Ìkẹjà", features: "{solar,inverter,gated}" },
        [3.35, 6.6],
      );
      await match(database);
      const found = Object.keys(ids);
      const hits: string[] = [];
      for (const name of found) {
        const alerts = await alertsOf(ids[name] as string);
        if (alerts.length > 0) hits.push(name);
        if (alerts.length > 0) assertEquals(alerts, [listing], name);
      }
      assertEquals(hits, [
        "everywhere",
        "bungalow",
        "powered",
        "worded",
        "inIkeja",
        "near",
        "onScreen",
        "drawn",
      ]);
      const [notice] = await noticesOf(ids.near as string);
      assertEquals([notice?.user_id, notice?.title], [
        people.stranger.user,
        "New for you: Ile tuntun",
      ]);
      await database.query("delete from saved_searches where user_id = $1", [people.stranger.user]);
    });

    await t.step("a match is told once for ever; a lower price makes new matches", async () => {
      const any = await save(database, people.stranger, { purpose: "rent" });
      const cheap = await save(database, people.stranger, {
        purpose: "rent",
        max_price_kobo: 80_000_000,
      });
      const listing = await publish(database, world, { title: "House with a yard" });
      await match(database);
      assertEquals([await alertsOf(any), await alertsOf(cheap)], [[listing], []]);
      await as(database, people.owner, "select move_listing($1, 'paused')", [listing]);
      await as(database, people.owner, "select move_listing($1, 'published')", [listing]);
      await match(database);
      await as(database, people.owner, "update listings set price_kobo = $2 where id = $1", [
        listing,
        75_000_000,
      ]);
      await match(database);
      await match(database);
      assertEquals([await alertsOf(any), await alertsOf(cheap)], [[listing], [listing]]);
      assertEquals([(await noticesOf(any)).length, (await noticesOf(cheap)).length], [1, 1]);
      const [known] = await as<{ last_matched_at: Date | null }>(
        database,
        people.stranger,
        "select last_matched_at from saved_searches where id = $1",
        [cheap],
      );
      assertEquals(known?.last_matched_at === null, false);
    });

    await t.step(
      "people of the listing's own organization are not told, nor is a paused search",
      async () => {
        const own = await save(database, people.agent, { purpose: "rent" });
        const off = await save(database, people.otherTenant, { purpose: "rent" });
        await as(
          database,
          people.otherTenant,
          "update saved_searches set is_active = false where id = $1",
          [
            off,
          ],
        );
        await publish(database, world, { title: "Another house" });
        await match(database);
        assertEquals([await alertsOf(own), await alertsOf(off)], [[], []]);
      },
    );

    await t.step("a daily search tells once a day, of what is still there", async () => {
      const daily = await save(database, people.otherOwner, { purpose: "rent" }, "Homes", "daily");
      const listings = [
        await publish(database, world, { title: "First house" }),
        await publish(database, world, { title: "Second house" }),
        await publish(database, world, { title: "Third house" }),
      ];
      await match(database);
      assertEquals((await noticesOf(daily)).length, 0);
      await as(database, people.owner, "select move_listing($1, 'closed')", [listings[0]]);
      const digest = (on: string) => database.query("select private.send_search_digests($1)", [on]);
      await digest("2027-01-01");
      await digest("2027-01-01");
      const [notice, ...more] = await noticesOf(daily);
      assertEquals([notice?.title, more], ["New today for Homes: 2", []]);
      const told = notice?.payload.listings as { id: string }[];
      assertEquals(told.map((it) => it.id).sort(), listings.slice(1).sort());
      await publish(database, world, { title: "Fourth house" });
      await match(database);
      await digest("2027-01-01");
      assertEquals((await noticesOf(daily)).length, 1, "not twice on one day");
      await digest("2027-01-02");
      await digest("2027-01-03");
      assertEquals((await noticesOf(daily)).length, 2, "and only when there is something");
    });

    await t.step(
      "a search is changed and deleted by its person only, and fifty are enough",
      async () => {
        const mine = await save(database, people.accountant, { purpose: "rent", area: "Yaba" });
        const change = (who: Actor) =>
          as<Record<string, unknown>>(
            database,
            who,
            `select area, words, min_bedrooms, max_bedrooms, kinds::text[] as kinds
             from save_search('{"purpose": "sale", "words": "3 bedroom bungalow abuja, corner piece"}', 'Buy', null, $1)`,
            [mine],
          );
        const refused = await refusal(change(people.stranger));
        assertEquals([refused.code, refused.hint], ["PT404", "search.not_found"]);
        // Words are understood as in a search: only what is left of them is looked for in titles.
        assertEquals(await change(people.accountant), [{
          area: "Abuja",
          words: "corner piece",
          min_bedrooms: 3,
          max_bedrooms: 3,
          kinds: ["bungalow"],
        }]);
        const [named] = await database.query<{ names: string[] }>(
          "select private.place_names('Wuse 2', 'Abuja Municipal', 'FCT') as names where $1",
          [true],
        );
        assert(named!.names.includes("abuja"), "and what lies there is found by that name");
        const remove = (who: Actor) =>
          as(database, who, "delete from saved_searches where id = $1 returning 1", [mine]);
        assertEquals([
          (await remove(people.stranger)).length,
          (await remove(people.accountant)).length,
        ], [0, 1]);
        const eager = { user: await createUser(database, "eager") };
        const fifty =
          `select save_search('{"purpose": "rent"}', 'S' || n) from generate_series(1, $1) as n`;
        assertEquals((await refusal(as(database, eager, fifty, [51]))).hint, "search.too_many");
        await as(database, eager, fifty, [50]);
        assertEquals(
          (await refusal(as(database, "visitor", `select save_search('{}', $1)`, ["x"]))).code,
          "42501",
        );
      },
    );
  } finally {
    await close();
  }
});
