/** What the tests of saved searches share: saving one, publishing what may match it, matching. */
import type { Database } from "../../../local/supabase/database/database.ts";
import { type Actor, as } from "../actor.ts";
import type { World } from "../world.ts";

/** A GeoJSON rectangle. */
export const square = (west: number, south: number, east: number, north: number) => ({
  type: "Polygon",
  coordinates: [[[west, south], [east, south], [east, north], [west, north], [west, south]]],
});

/** Saves a search of `who`; returns its id. */
export const save = async (
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
export async function publish(
  database: Database,
  world: World,
  listing: { title: string; price?: number; bedrooms?: number; area?: string; features?: string },
  at: [number, number] = [3.379, 6.512],
): Promise<string> {
  const [property] = await database.query<{ id: string }>(
    `insert into properties (org_id, kind, name, street, area, lga, state, longitude, latitude)
     values ($1, 'house', 'House', '1 Street', $2, 'Ikeja', 'Lagos', $3, $4) returning id`,
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

/** Runs the matcher; how many alerts it made. */
export async function match(database: Database): Promise<number> {
  const alerts = async () =>
    (await database.query<{ n: number }>("select count(*)::int as n from search_alerts", []))[0]?.n;
  const before = await alerts();
  await database.query("select private.match_saved_searches()", []);
  return (await alerts() ?? NaN) - (before ?? NaN);
}
