import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { addListings, settle } from "../../load/search_data.ts";
import { as } from "../actor.ts";
import { openTestDatabase } from "../test_database.ts";

interface Found {
  id: string;
  cursor: string;
}

const orders = {
  distance: "distance, id",
  price: "price_kobo, id",
  price_desc: "price_kobo desc, id desc",
  newest: "published_at desc, id desc",
  move_in: "price_kobo * advance_periods, id",
  move_in_desc: "price_kobo * advance_periods desc, id desc",
} as const;

Deno.test("pages of any length show each listing that stays exactly once, in order, whatever comes and goes between them", async () => {
  const { database, close } = await openTestDatabase();
  try {
    await addListings(database, 1, 900);
    await settle(database);
    // Many ties: a key alone would skip or repeat.
    await database.exec(`
      set session_replication_role = replica;
      update listings set price_kobo = 1000000 * (1 + bedrooms), published_at = date_trunc('month', published_at);
      update private.searchable_listings
        set price_kobo = 1000000 * (1 + bedrooms), move_in_kobo = 1000000 * (1 + bedrooms), published_at = date_trunc('month', published_at);
      reset session_replication_role;
      analyze private.searchable_listings`);
    const near = { longitude: 3.38, latitude: 6.52 };
    const expected = (order: string, radius: number, beds: number) =>
      database.query<{ id: string }>(
        `select id from (
           select id, price_kobo, advance_periods, published_at,
             extensions.st_distance(location, extensions.st_point($1, $2)::extensions.geography) as distance
           from listings where status = 'published' and purpose = 'rent' and bedrooms >= $4
         ) as seen where distance <= $3 order by ${order}`,
        [near.longitude, near.latitude, radius, beds],
      ).then((rows) => rows.map((row) => row.id));
    const show = (id: string, isOn: boolean) =>
      database.query(
        isOn
          ? `insert into private.searchable_listings
             select searchable.* from listings, private.searchable_row(listings) as searchable where listings.id = $1`
          : "delete from private.searchable_listings where listing_id = $1",
        [id],
      );

    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...(Object.keys(orders) as (keyof typeof orders)[])),
        fc.integer({ min: 500, max: 50_000 }),
        fc.integer({ min: 0, max: 5 }),
        fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 8 }),
        fc.array(fc.nat(), { maxLength: 6 }),
        async (sort, radius, beds, lengths, comings) => {
          const all = await expected(orders[sort], radius, beds);
          const restless = new Set(
            all.length === 0 ? [] : comings.map((n) => all[n % all.length] as string),
          );
          const seen: string[] = [];
          let after: string | null = null;
          for (let page = 0;; page++) {
            const limit = lengths[page % lengths.length] as number;
            const found: Found[] = await as<Found>(
              database,
              "visitor",
              "select id, cursor from search_listings($1::text::jsonb, $2::text::search_order, $3, $4)",
              [
                JSON.stringify({ near, radius_m: radius, min_bedrooms: beds }),
                sort,
                after,
                limit,
              ],
            );
            seen.push(...found.map((it) => it.id));
            if (found.length < limit) break;
            after = found.at(-1)?.cursor ?? null;
            // Some leave before every other page, and come back.
            for (const id of restless) await show(id, false);
            if (page % 2 === 0) { for (const id of restless) await show(id, true); }
          }
          for (const id of restless) {
            await show(id, false);
            await show(id, true);
          }
          assertEquals(seen.length, new Set(seen).size, "none twice");
          const calm = (ids: string[]) => ids.filter((id) => !restless.has(id));
          assertEquals(calm(seen), calm(all));
        },
      ),
      { numRuns: 60 },
    );
  } finally {
    await close();
  }
});
