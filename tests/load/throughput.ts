/**
 * Throughput by 2 clients, prepared. By pgbench, because a client in JavaScript takes a third of this machine's time for
 * a search of a millisecond and nothing of one that takes forty.
 */
import type { Database } from "../../local/supabase/database/database.ts";
import { type Pace, pgbench } from "./pgbench.ts";
import { cases, random } from "./search_cases.ts";

const searches = 5000;

/** Puts the same random nearest searches where both queries read them. */
export async function addSearches(database: Database): Promise<void> {
  const next = random(11);
  const make = cases["nearest 20 within 5 km"]!;
  const criteria = Array.from({ length: searches }, () => make(next).criteria);
  await database.exec(`
    drop schema if exists bench cascade;
    create schema bench;
    create table bench.searches (
      n integer primary key, criteria jsonb, centre extensions.geography, purpose public.listing_purpose,
      min_price_kobo bigint, max_price_kobo bigint, min_bedrooms smallint);
    grant usage on schema bench to anon;
    grant select on bench.searches to anon`);
  await database.query(
    `insert into bench.searches
     select n, criteria,
       extensions.st_point((criteria #>> '{near,longitude}')::float8, (criteria #>> '{near,latitude}')::float8),
       (criteria ->> 'purpose')::public.listing_purpose, (criteria ->> 'min_price_kobo')::bigint,
       (criteria ->> 'max_price_kobo')::bigint, (criteria ->> 'min_bedrooms')::smallint
     from jsonb_array_elements($1::text::jsonb) with ordinality as given (criteria, n)`,
    [JSON.stringify(criteria)],
  );
  await database.exec("vacuum analyze bench.searches");
}

/** The search, as a visitor asks it. */
export const found = `select found.* from bench.searches as asked
  cross join lateral public.search_listings(asked.criteria, 'distance') as found where asked.n = :n`;

/** What one would write first: no row-level security, a spatial index on the listings, exact and simple. */
export const obvious = `
  select listing.id, extensions.st_distance(listing.location, asked.centre) as distance_m
  from bench.searches as asked
  join public.listings as listing on extensions.st_dwithin(listing.location, asked.centre, 5000)
  where asked.n = :n and listing.status = 'published' and listing.purpose = asked.purpose
    and listing.price_kobo between asked.min_price_kobo and asked.max_price_kobo
    and listing.bedrooms >= asked.min_bedrooms
  order by extensions.st_distance(listing.location, asked.centre), listing.id limit 20`;

/** How `query` with a random `:n` does, asked by so many clients as `role`. */
export function ask(
  url: string,
  role: string,
  query: string,
  { clients = 2, seconds = 10 } = {},
): Promise<Pace> {
  return pgbench(url, {
    sql: query,
    prelude: `\\set n random(1, ${searches})`,
    settings: { role },
    clients,
    length: { seconds },
  });
}
