import { assertEquals } from "@std/assert";
import { type Actor, as, refusal } from "./actor.ts";
import { openTestDatabase } from "./test_database.ts";
import { buildWorld, createUser, type World } from "./world.ts";
import type { Database } from "../../local/database/database.ts";

const square = (west: number, south: number, east: number, north: number) => ({
  type: "Polygon",
  coordinates: [[[west, south], [east, south], [east, north], [west, north], [west, south]]],
});

const save = async (
  database: Database,
  who: Actor,
  criteria: unknown,
  name = "Mine",
  frequency: string | null = null,
) => {
  const [row] = await as<{ id: string }>(
    database,
    who,
    "select id from save_search($1::text::jsonb, $2, $3)",
    [JSON.stringify(criteria), name, frequency],
  );
  return row?.id as string;
};

/** Publishes a listing of a unit of its own; `at` is the exact place of its property. */
async function publish(
  database: Database,
  world: World,
  listing: { title: string; price?: number; bedrooms?: number; area?: string; features?: string },
  at: [number, number] = [3.379, 6.512],
): Promise<string> {
  const [property] = await database.query<{ id: string }>(
    `insert into properties (org_id, kind, name, street, area, lga, state, location)
     values ($1, 'house', 'House', '1 Street', $2, 'Ikeja', 'Lagos', extensions.st_point($3, $4)) returning id`,
    [world.org, listing.area ?? "Yaba", ...at],
  );
  const [unit] = await database.query<{ id: string }>(
    `insert into units (org_id, property_id, label, kind, bedrooms, bathrooms, features)
     values ($1, $2, 'All of it', 'bungalow', $3, 1, $4::text::public.feature[]) returning id`,
    [world.org, property?.id, listing.bedrooms ?? 3, listing.features ?? "{}"],
  );
  const [row] = await as<{ id: string }>(
    database,
    world.people.owner,
    `insert into listings (org_id, unit_id, purpose, title, price_kobo, price_per)
     values ($1, $2, 'rent', $3, $4, 'year') returning id`,
    [world.org, unit?.id, listing.title, listing.price ?? 100_000_000],
  );
  await as(database, world.people.owner, "select move_listing($1, 'published')", [row?.id]);
  return row?.id as string;
}

const match = async (database: Database) =>
  (await database.query<{ made: number }>(
    "select private.match_saved_searches() as made where $1",
    [true],
  ))[0]
    ?.made;

Deno.test("saved searches tell of new matches", async (t) => {
  const { database, close } = await openTestDatabase();
  try {
    const world = await buildWorld(database);
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

    await t.step("bad criteria are refused by the field", async () => {
      const rent = { purpose: "rent" };
      const circle = { near_longitude: 3.38, near_latitude: 6.5, radius_m: 2000 };
      const wrong: [unknown, string][] = [
        [[], "criteria"],
        [null, "criteria"],
        [{}, "criteria.purpose"],
        [{ purpose: "gift" }, "criteria.purpose"],
        [{ ...rent, min_price_kobo: -1 }, "criteria.min_price_kobo"],
        [{ ...rent, min_price_kobo: "5" }, "criteria.min_price_kobo"],
        [{ ...rent, min_price_kobo: 1.5 }, "criteria.min_price_kobo"],
        [{ ...rent, min_price_kobo: 10, max_price_kobo: 5 }, "criteria.max_price_kobo"],
        [{ ...rent, min_bedrooms: 51 }, "criteria.min_bedrooms"],
        [{ ...rent, min_bedrooms: 3, max_bedrooms: 2 }, "criteria.max_bedrooms"],
        [{ ...rent, min_bathrooms: {} }, "criteria.min_bathrooms"],
        [{ ...rent, kinds: ["castle"] }, "criteria.kinds"],
        [{ ...rent, kinds: "flat" }, "criteria.kinds"],
        [{ ...rent, features: [null] }, "criteria.features"],
        [{ ...rent, furnished: "yes" }, "criteria.furnished"],
        [{ ...rent, verified_only: 1 }, "criteria.verified_only"],
        [{ ...rent, words: "x".repeat(201) }, "criteria.words"],
        [{ ...rent, area: "Y" }, "criteria.area"],
        [{ ...rent, near_longitude: 200 }, "criteria.near_longitude"],
        [{ ...rent, near_latitude: 6.5 }, "criteria.near_longitude"],
        [{ ...rent, near_longitude: 3.4, near_latitude: 6.5 }, "criteria.radius_m"],
        [{ ...rent, ...circle, radius_m: 50_001 }, "criteria.radius_m"],
        [{ ...rent, ...circle, area: "Yaba" }, "criteria.area"],
        [{ ...rent, ...circle, polygon: square(3, 6, 4, 7) }, "criteria.polygon"],
        [{ ...rent, colour: "blue" }, "criteria.colour"],
      ];
      for (const [criteria, field] of wrong) {
        const refused = await refusal(save(database, people.stranger, criteria));
        assertEquals(
          [refused.code, refused.hint, JSON.parse(refused.detail || "{}").field],
          ["PT400", "search.bad_criteria", field],
          JSON.stringify(criteria),
        );
      }
      const unnamed = await refusal(save(database, people.stranger, rent, " "));
      assertEquals(JSON.parse(unnamed.detail), { field: "name" });
    });

    await t.step("a shape that is no polygon of the earth is refused", async () => {
      const ring = (coordinates: unknown) => ({ type: "Polygon", coordinates });
      const round = Array.from({ length: 501 }, (_, n) => [
        3.4 + Math.cos((n % 500) / 250 * Math.PI) / 10,
        6.5 + Math.sin((n % 500) / 250 * Math.PI) / 10,
      ]);
      const bad: unknown[] = [
        ring([[[3, 6], [4, 7], [4, 6], [3, 7], [3, 6]]]),
        ring([[[3, 6], [4, 6], [4, 7], [3, 7]]]),
        ring([[[3, 6], [4, 6], [3, 6]]]),
        ring([[[3, 6], [3.5, 6], [4, 6], [3, 6]]]),
        ring([]),
        ring([[["a", "b"]]]),
        ring([round]),
        square(170, 6, 190, 7),
        square(3, 80, 4, 95),
        { type: "Point", coordinates: [3, 6] },
        { type: "MultiPolygon", coordinates: [] },
        "POLYGON((3 6,4 6,4 7,3 6))",
        7,
      ];
      for (const polygon of bad) {
        const refused = await refusal(
          save(database, people.stranger, { purpose: "rent", polygon }),
        );
        assertEquals(
          [refused.code, refused.hint, JSON.parse(refused.detail || "{}").field],
          ["PT400", "search.bad_polygon", "criteria.polygon"],
          JSON.stringify(polygon).slice(0, 100),
        );
      }
    });

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
        near: { near_longitude: 3.35, near_latitude: 6.6, radius_m: 1000 },
        notNear: { near_longitude: 3.35, near_latitude: 6.62, radius_m: 1000 },
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
          as<{ area: string | null; words: string }>(
            database,
            who,
            `select area, words from save_search('{"purpose": "sale", "words": "duplex"}', 'Buy', null, $1)`,
            [mine],
          );
        const refused = await refusal(change(people.stranger));
        assertEquals([refused.code, refused.hint], ["PT404", "search.not_found"]);
        assertEquals(await change(people.accountant), [{ area: null, words: "duplex" }]);
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

Deno.test({
  name: "many matchers at once make one alert and one notification for each match",
  ignore: Deno.env.get("DATABASE_URL") === undefined,
  async fn() {
    const { database, close } = await openTestDatabase();
    try {
      const world = await buildWorld(database);
      await database.query("delete from saved_searches where $1", [true]);
      const people = 20;
      for (let n = 0; n < people; n++) {
        const user = { user: await createUser(database, `seeker-${n}`) };
        await save(database, user, { purpose: "rent", area: "Yaba" });
        await save(database, user, {
          purpose: "rent",
          near_longitude: 3.379,
          near_latitude: 6.512,
          radius_m: 5000,
        });
      }
      await database.query("delete from private.listings_to_match where $1", [true]);
      const listings: string[] = [];
      for (let n = 0; n < 10; n++) {
        listings.push(await publish(database, world, { title: `House number ${n}` }));
      }
      // Prices change while small batches of several runs are under way.
      const changes = listings.flatMap((listing) =>
        [1, 2, 3].map((n) =>
          as(database, world.people.owner, "update listings set price_kobo = $2 where id = $1", [
            listing,
            100_000_000 + n,
          ])
        )
      );
      const runs = Array.from(
        { length: 30 },
        () => database.query("select private.match_saved_searches(3)", []),
      );
      await Promise.all([...changes, ...runs]);
      await database.query("select private.match_saved_searches(2000)", []);
      const [counted] = await database.query(
        `select (select count(*)::int from search_alerts) as alerts,
           (select count(*)::int from notifications where kind = 'search_matched'
              and user_id in (select user_id from saved_searches)) as notices,
           (select count(*)::int from private.listings_to_match) as waiting where $1`,
        [true],
      );
      const matches = people * 2 * listings.length;
      assertEquals(counted, { alerts: matches, notices: matches, waiting: 0 });
    } finally {
      await close();
    }
  },
});
