import { assert, assertEquals } from "@std/assert";
import type { Database } from "../../../local/supabase/database/database.ts";
import { cases, random } from "../../load/search_cases.ts";
import { addListings, settle } from "../../load/search_data.ts";
import { as, refusal } from "../actor.ts";
import { openTestDatabase } from "../test_database.ts";

interface Found {
  id: string;
  cursor: string;
  distance_m: number | null;
  price_kobo: string;
  move_in_kobo: string;
  published_at: Date;
}

/** A page of search as a visitor gets it. */
function search(
  database: Database,
  criteria: Record<string, unknown>,
  sort: string | null = null,
  after: string | null = null,
  limit = 20,
) {
  return as<Found>(
    database,
    "visitor",
    "select * from search_listings($1::text::jsonb, $2::text::search_order, $3, $4)",
    [JSON.stringify(criteria), sort, after, limit],
  );
}

/** Every row that meets simple criteria, by plain SQL over the listings, in the order asked for. */
function bruteForce(
  database: Database,
  criteria: Record<string, unknown>,
  order: string,
  condition = "true",
) {
  const near = (criteria.near ?? { longitude: 3.38, latitude: 6.52 }) as Record<string, number>;
  return database.query<{ id: string; distance_m: number }>(
    `select id, distance_m from (
       select listing.*, extensions.st_distance(location, extensions.st_point($1, $2)::extensions.geography) as distance_m
       from listings as listing
     ) as listing
     where status = 'published' and purpose = $3::text::listing_purpose
       and price_kobo between $4 and $5 and bedrooms >= $6
       and ($7::float8 is null or distance_m <= $7)
       and ($8::text is null or extensions.st_covers(
         extensions.st_setsrid(extensions.st_geomfromgeojson($8::text), 4326), location::extensions.geometry))
       and ${condition}
     order by ${order}`,
    [
      near.longitude,
      near.latitude,
      criteria.purpose ?? "rent",
      criteria.min_price_kobo ?? 0,
      criteria.max_price_kobo ?? 1e15,
      criteria.min_bedrooms ?? 0,
      criteria.near === undefined ? null : criteria.radius_m ?? 50_000,
      criteria.polygon === undefined ? null : JSON.stringify(criteria.polygon),
    ],
  );
}

const ids = (rows: readonly { id: string }[]) => rows.map((row) => row.id);

Deno.test("search finds what brute force finds, page after page", async (t) => {
  const { database, close } = await openTestDatabase();
  try {
    await addListings(database, 1, 4000);
    await settle(database);

    await t.step("what is searchable is what row-level security shows a visitor", async () => {
      const shown = await as<{ id: string }>(database, "visitor", "select id from listings");
      const searchable = await database.query<{ id: string }>(
        "select listing_id as id from private.searchable_listings",
      );
      assert(shown.length > 2000);
      assertEquals(ids(searchable).sort(), ids(shown).sort());
    });

    await t.step("nearest first, with filters, within a radius", async () => {
      const next = random(1);
      for (let n = 0; n < 60; n++) {
        const { criteria } = cases["nearest 20 within 5 km"]!(next);
        const wide = { ...criteria, radius_m: 1000 + Math.floor(next() * 49_000) };
        const found = await search(database, wide, "distance");
        const expected = (await bruteForce(database, wide, "distance_m, id")).slice(0, 20);
        assertEquals(
          found.map((row) => [row.id, row.distance_m]),
          expected.map((row) => [row.id, row.distance_m]),
        );
      }
    });

    await t.step("within a drawn polygon, and in every order", async () => {
      const next = random(2);
      const orders: Record<string, string> = {
        price: "price_kobo, id",
        price_desc: "price_kobo desc, id desc",
        newest: "published_at desc, id desc",
      };
      let rows = 0;
      for (let n = 0; n < 40; n++) {
        const { criteria } = cases["polygon"]!(next);
        for (const [sort, order] of Object.entries(orders)) {
          const found = await search(database, criteria, sort, null, 100);
          assertEquals(ids(found), ids(await bruteForce(database, criteria, order)).slice(0, 100));
          rows += found.length;
        }
      }
      assert(rows > 50, `${rows} rows compared`);
    });

    await t.step("what it costs to move in sorts and filters, page after page", async () => {
      // Half of them ask for more than the price: two years at once, or fees of the occupier's.
      await database.exec(`
        set session_replication_role = replica;
        update listings set advance_periods = 2 where purpose <> 'sale' and bedrooms = 2;
        insert into listing_fees (org_id, listing_id, kind, bps, payer)
        select org_id, id, 'agency', 1000, 'occupier' from listings where bedrooms = 3;
        insert into listing_fees (org_id, listing_id, kind, amount_kobo, payer)
        select org_id, id, 'legal', 7000000, 'occupier' from listings where bedrooms in (3, 4);
        insert into listing_fees (org_id, listing_id, kind, amount_kobo, payer)
        select org_id, id, 'other', 9000000, 'owner' from listings;
        reset session_replication_role;
        update private.searchable_listings as searchable set move_in_kobo = private.move_in_kobo(listing)
        from listings as listing where listing.id = searchable.listing_id`);
      const total = `price_kobo * advance_periods
        + case when bedrooms = 3 then div(price_kobo::numeric * 1000 + 5000, 10000)::bigint else 0 end
        + case when bedrooms in (3, 4) then 7000000 else 0 end`;
      const near = { longitude: 3.38, latitude: 6.52 };
      for (const where of [{ near, radius_m: 20_000 }, {}]) {
        for (const [sort, order] of [["move_in", "asc"], ["move_in_desc", "desc"]] as const) {
          for (const [least, most] of [[0, 1e16], [90_000_000, 160_000_000]] as const) {
            const asked = least === 0
              ? where
              : { ...where, min_move_in_kobo: least, max_move_in_kobo: most };
            const expected = (await bruteForce(
              database,
              where,
              `${total} ${order}, id ${order}`,
              `${total} between ${least} and ${most}`,
            )).map((row) => row.id);
            assert(expected.length > 30);
            const seen: Found[] = [];
            do {
              seen.push(...await search(database, asked, sort, seen.at(-1)?.cursor ?? null, 23));
            } while (seen.length % 23 === 0 && seen.length < 92 && seen.length < expected.length);
            assertEquals(ids(seen), expected.slice(0, seen.length));
            for (const { id, move_in_kobo } of seen.slice(0, 3)) {
              const [costs] = await as<{ kobo: number }>(
                database,
                "visitor",
                "select (listing_costs($1) ->> 'move_in_kobo')::float8 as kobo",
                [id],
              );
              assertEquals(Number(move_in_kobo), costs?.kobo);
            }
          }
        }
      }
      // Nearest first keeps to it too.
      const close = await search(
        database,
        { near, radius_m: 20_000, max_move_in_kobo: 90_000_000 },
        "distance",
      );
      assertEquals(
        ids(close),
        ids(
          await bruteForce(
            database,
            { near, radius_m: 20_000 },
            "distance_m, id",
            `${total} <= 90000000`,
          ),
        ).slice(0, 20),
      );
      assertEquals(
        (await refusal(search(database, { min_move_in_kobo: 2, max_move_in_kobo: 1 }))).hint,
        "search.bad_criteria",
      );
    });

    await t.step("pages neither skip nor repeat, whatever their length", async () => {
      const near = { longitude: 3.38, latitude: 6.52 };
      const orders: Record<string, string> = {
        distance: "distance_m, id",
        price: "price_kobo, id",
        price_desc: "price_kobo desc, id desc",
        newest: "published_at desc, id desc",
      };
      // Ties: everything in a handful of prices and moments.
      await database.exec(`set session_replication_role = replica;
        update private.searchable_listings set price_kobo = 1000000 * (1 + bedrooms), published_at = date_trunc('week', published_at);
        update listings set price_kobo = 1000000 * (1 + bedrooms), published_at = date_trunc('week', published_at) where status = 'published';
        reset session_replication_role`);
      for (const [sort, order] of Object.entries(orders)) {
        const criteria = { near, radius_m: 30_000 };
        const expected = ids(await bruteForce(database, criteria, order));
        for (const limit of [7, 100]) {
          const seen: string[] = [];
          let after: string | null = null;
          for (;;) {
            const page: Found[] = await search(database, criteria, sort, after, limit);
            seen.push(...ids(page));
            if (page.length < limit) break;
            after = page.at(-1)!.cursor;
          }
          assertEquals(seen, expected, `${sort} by ${limit}`);
        }
      }
    });

    await t.step("misspelt words and missing tone marks are forgiven", async () => {
      const spellings = ["Ìbàdàn", "ibadan", "IBADAN", "ibadn", "ibaddan"];
      const [right, ...others] = await Promise.all(
        spellings.map(async (words) => ids(await search(database, { words }, "newest"))),
      );
      assert(right!.length === 20);
      for (const found of others) assertEquals(found, right);
      const two = await search(database, { words: "bungalow zzqx leki" }, "newest");
      const near = await search(database, {
        words: "bungalow lekki",
        near: { longitude: 3.38, latitude: 6.52 },
        radius_m: 20_000,
      });
      assertEquals(two, [], "a word that nothing is like finds nothing");
      assert(near.length > 0);
      const titles = await database.query<{ title: string }>(
        "select title from listings where id = any ($1::text::uuid[])",
        [`{${ids(near)}}`],
      );
      for (const { title } of titles) assert(/bungalow.*Lekki/.test(title), title);
    });

    await t.step("facets count what a search would find", async () => {
      const criteria = {
        near: { longitude: 3.38, latitude: 6.52 },
        radius_m: 20_000,
        kinds: ["flat"],
        min_bedrooms: 2,
      };
      const [row] = await as<{ facets: Record<string, Record<string, number> & number> }>(
        database,
        "visitor",
        "select listing_facets($1::text::jsonb) as facets",
        [JSON.stringify(criteria)],
      );
      const facets = row!.facets;
      const count = async (changes: Record<string, unknown>) => {
        let after: string | null = null, total = 0;
        for (;;) {
          const page: Found[] = await search(
            database,
            { ...criteria, ...changes },
            null,
            after,
            100,
          );
          total += page.length;
          if (page.length < 100) return total;
          after = page.at(-1)!.cursor;
        }
      };
      assertEquals(facets.total as number, await count({}));
      assertEquals(facets.kinds!.bungalow, await count({ kinds: ["bungalow"] }));
      assertEquals(facets.bedrooms!["1"], await count({ min_bedrooms: 1, max_bedrooms: 1 }));
      assertEquals(facets.features!.parking ?? 0, await count({ features: ["parking"] }));
      assertEquals(facets.furnished as number, await count({ furnished: true }));
    });

    await t.step("the tiles of every zoom hold each listing once", async () => {
      const [{ total }] = await database.query<{ total: number }>(
        "select count(*)::int as total from private.searchable_listings where purpose = 'rent'",
      ) as [{ total: number }];
      for (const zoom of [0, 4, 8]) {
        const [{ counted }] = await as<{ counted: number }>(
          database,
          "visitor",
          `select sum((listing_tile($1, x, y) ->> 'count')::int)::int as counted
           from generate_series(greatest((1 << $1) / 2, 0), least((1 << $1) * 35 / 64, (1 << $1) - 1)) as x
           cross join generate_series((1 << $1) * 28 / 64, (1 << $1) / 2) as y
           where x < (1 << $1) and y < (1 << $1)`,
          [zoom],
        ) as [{ counted: number }];
        assertEquals(counted, total, `zoom ${zoom}`);
      }
    });

    await t.step("a stay finds what is free for all of its nights", async () => {
      const stay = { purpose: "shortlet", free_from: "2027-03-01", free_until: "2027-03-08" };
      const all = ids(await search(database, stay, "price"));
      assert(all.length > 3);
      await database.exec(`set session_replication_role = replica;
        insert into unit_holds (org_id, unit_id, period, reason, expires_at)
        select listing.org_id, listing.unit_id, taken.period, 'shortlet', taken.expires_at
        from (values
          ('${all[0]}'::uuid, daterange '[2027-03-07,2027-03-10)', null::timestamptz),
          ('${all[1]}', '[2027-03-08,2027-03-10)', null),
          ('${all[2]}', '[2027-03-01,2027-03-10)', now() - interval '1 hour')
        ) as taken (listing_id, period, expires_at) join listings as listing on listing.id = taken.listing_id;
        reset session_replication_role`);
      assertEquals(ids(await search(database, stay, "price")).slice(0, 5), all.slice(1, 6));
    });

    await t.step("bad criteria are refused by name", async () => {
      const square = (corners: number[][]) => ({ type: "Polygon", coordinates: [corners] });
      const wrong: [Record<string, unknown>, string, string][] = [
        [{ near: { longitude: 181, latitude: 6 } }, "search.off_the_earth", "near.longitude"],
        [{ near: { longitude: 3, latitude: 91 } }, "search.off_the_earth", "near.latitude"],
        [{ near: { longitude: 3 } }, "search.bad_criteria", "near"],
        [
          { near: { longitude: 3, latitude: 6 }, radius_m: 50_001 },
          "search.bad_radius",
          "radius_m",
        ],
        [{ radius_m: 500 }, "search.bad_criteria", "near"],
        [{ min_price_kobo: -1 }, "search.bad_criteria", "min_price_kobo"],
        [{ min_price_kobo: 5, max_price_kobo: 4 }, "search.bad_criteria", "max_price_kobo"],
        [{ min_bedrooms: "two" }, "search.bad_criteria", "min_bedrooms"],
        [{ kinds: ["castle"] }, "search.bad_criteria", "kinds"],
        [{ features: "parking" }, "search.bad_criteria", "features"],
        [{ colour: "red" }, "search.bad_criteria", "colour"],
        [{ viewport: [4, 6, 3, 7] }, "search.bad_criteria", "viewport"],
        [{ viewport: [3, 6, 200, 7] }, "search.off_the_earth", "viewport"],
        [
          { polygon: square([[3, 6], [4, 7], [4, 6], [3, 7], [3, 6]]) },
          "search.bad_polygon",
          "polygon",
        ],
        [{ polygon: square([[3, 6], [4, 7], [4, 6]]) }, "search.bad_polygon", "polygon"],
        [{ polygon: { type: "Point", coordinates: [3, 6] } }, "search.bad_polygon", "polygon"],
        [
          { polygon: square([[3, 6], [3, 95], [4, 6], [3, 6]]) },
          "search.off_the_earth",
          "polygon",
        ],
        [
          { free_from: "2027-01-05", free_until: "2027-01-01" },
          "search.bad_criteria",
          "free_until",
        ],
        [{ free_from: "soon", free_until: "2027-01-01" }, "value.bad_date", "free_from"],
      ];
      for (const [criteria, code, field] of wrong) {
        const refused = await refusal(search(database, criteria));
        assertEquals(
          [refused.code, refused.hint, JSON.parse(refused.detail).field],
          ["PT400", code, `criteria.${field}`],
          JSON.stringify(criteria),
        );
      }
      const limit = await refusal(search(database, {}, null, null, 101));
      assertEquals([limit.hint, JSON.parse(limit.detail).field], [
        "search.bad_limit",
        "max_results",
      ]);
      const [first] = await search(database, {}, "newest", null, 1);
      for (const cursor of ["", "nonsense", btoa('{"sort":"newest"}')]) {
        assertEquals(
          (await refusal(search(database, {}, "newest", cursor))).hint,
          "search.bad_cursor",
        );
      }
      const other = await refusal(search(database, {}, "price", first!.cursor));
      assertEquals([other.hint, JSON.parse(other.detail).field], ["search.bad_cursor", "after"]);
    });
  } finally {
    await close();
  }
});
