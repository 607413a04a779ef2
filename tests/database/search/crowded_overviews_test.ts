import { assert, assertEquals } from "@std/assert";
import type { Database } from "../../../local/supabase/database/database.ts";
import { as } from "../actor.ts";
import { addListings, lagos, settle } from "../../load/search_data.ts";
import { openTestDatabase } from "../test_database.ts";

/** A tile as a map reads it. */
interface Tile {
  count: number;
}

const [total, crowd] = [2_000, 100];

const tileOf = async (database: Database, zoom: number, x: number, y: number, criteria = "{}") =>
  (await as<{ tile: Tile }>(database, "visitor", "select listing_tile($1, $2, $3, $4) as tile", [
    zoom,
    x,
    y,
    criteria,
  ]))[0]?.tile as Tile;

const kept = async (database: Database) =>
  (await database.query<{ n: number }>(
    "select count(*)::int as n from private.overviews where body is not null",
    [],
  ))[0]?.n ?? NaN;

/** As the clock does, until nothing is due. */
async function renew(database: Database, crowded = crowd) {
  for (let renewed = -1; renewed !== 0;) {
    const [row] = await database.query<{ n: number }>(
      "select private.renew_overviews(10, $1) as n",
      [crowded],
    );
    renewed = row?.n ?? 0;
  }
}

const age = (database: Database, by: string) =>
  database.exec(`update private.overviews set made_at = made_at - interval '${by}'`);

Deno.test("overviews of crowded places are made ahead, and are what would be made on the spot", async (t) => {
  const { database, close } = await openTestDatabase();
  try {
    await addListings(database, 1, total);
    await settle(database);
    const around = (zoom: number) => {
      const x = Math.floor((lagos.longitude + 180) / 360 * 2 ** zoom);
      const turn = lagos.latitude * Math.PI / 180;
      const y = Math.floor((1 - Math.asinh(Math.tan(turn)) / Math.PI) / 2 * 2 ** zoom);
      return [zoom, x, y] as const;
    };

    await t.step("a small market keeps none", async () => {
      await renew(database, 20_000);
      assertEquals(await kept(database), 0);
    });

    await t.step("every crowded tile is kept, every other one is not", async () => {
      await age(database, "2 hours");
      await renew(database);
      const wrong = await database.query(
        `select zoom, x, y from private.overviews as overview
         where kind = 'tile' and (
           body is distinct from case
             when (private.draw_tile(zoom, x, y, jsonb_build_object('purpose', purpose)) ->> 'count')::int > $1
             then private.draw_tile(zoom, x, y, jsonb_build_object('purpose', purpose)) end
           or (body is not null and 4 <> (
             select count(*) from private.overviews as quarter
             where quarter.kind = 'tile' and quarter.purpose = overview.purpose and quarter.zoom = overview.zoom + 1
               and quarter.x / 2 = overview.x and quarter.y / 2 = overview.y)))`,
        [crowd],
      );
      assertEquals(wrong, []);
      assert(await kept(database) > 20, `${await kept(database)} are kept`);
    });

    await t.step(
      "it answers with them while they are fresh, to criteria without more",
      async () => {
        const all = await tileOf(database, ...around(8));
        assert(all.count > crowd);
        await database.exec(
          `delete from private.searchable_listings where listing_id in (
           select listing_id from private.searchable_listings where purpose = 'rent' limit 200)`,
        );
        assertEquals(await tileOf(database, ...around(8)), all);
        assertEquals(await tileOf(database, ...around(8), '{"purpose": "rent"}'), all);
        const narrower = await tileOf(database, ...around(8), '{"min_bedrooms": 0}');
        assert(narrower.count < all.count, "criteria are counted on the spot");
        await age(database, "11 minutes");
        assertEquals(await tileOf(database, ...around(8)), narrower);
        const facets = async () =>
          (await as<{ total: number }>(
            database,
            "visitor",
            "select (listing_facets() ->> 'total')::int as total",
          ))[0]?.total;
        const before = await facets();
        await renew(database);
        assertEquals(await facets(), before);
        assertEquals(await tileOf(database, ...around(8)), narrower);
      },
    );

    await t.step("what is crowded no more goes, with its quarters", async () => {
      await database.exec("delete from private.searchable_listings where purpose = 'rent'");
      await age(database, "2 hours");
      await renew(database);
      const left = await database.query(
        "select kind, zoom from private.overviews where purpose = $1 order by kind, zoom",
        ["rent"],
      );
      assertEquals(left, [{ kind: "facets", zoom: 0 }, { kind: "tile", zoom: 0 }]);
      assertEquals((await tileOf(database, ...around(8))).count, 0);
    });
  } finally {
    await close();
  }
});
