/** Listings that change while others search: their price, their place, whether they are on the market. */
import type { Database } from "../../local/supabase/database/database.ts";
import { type Pace, pgbench } from "./pgbench.ts";

/** How many listings change. */
const lively = 20_000;
/** Changes a second. */
export const changesPerSecond = 200;

/**
 * Gives listings around Lagos the property and the unit that all others lack, and makes `bench.change(n, draw)`: what an
 * owner does to the n-th of them, by the functions and triggers that do it for people.
 */
export async function addChanges(database: Database): Promise<void> {
  await database.exec(`
    create table bench.changing (n integer primary key, listing_id uuid not null);
    insert into bench.changing
    select row_number() over (order by id), id from (
      select id from public.listings
      where status = 'published' and extensions.st_x(location::extensions.geometry) between 3 and 3.8
        and extensions.st_y(location::extensions.geometry) between 6.1 and 6.9
      order by hashtext(id::text) limit ${lively}
    ) as chosen;
    set session_replication_role = replica;
    insert into public.properties (id, org_id, kind, name, street, area, lga, state, longitude, latitude, shown_location)
    select listing.id, org_id, 'building', 'Court ' || n, '12 Some Road', area, lga, state,
      extensions.st_x(location::extensions.geometry), extensions.st_y(location::extensions.geometry), location
    from bench.changing join public.listings as listing on listing.id = listing_id;
    insert into public.units (id, org_id, property_id, label, kind, bedrooms, bathrooms, features, is_furnished)
    select unit_id, org_id, listing.id, 'Flat 1', kind, bedrooms, bathrooms, features, is_furnished
    from bench.changing join public.listings as listing on listing.id = listing_id;
    reset session_replication_role;
    analyze public.properties, public.units, bench.changing;

    create function bench.change(n integer, draw double precision) returns void language plpgsql set search_path = '' as $$
    declare
      listing public.listings;
    begin
      select changing.* into listing from bench.changing as chosen
      join public.listings as changing on changing.id = chosen.listing_id where chosen.n = change.n;
      if listing.status = 'paused' then
        perform private.move_listing(listing.id, 'published');
      elsif draw < 1 / 3.0 then
        perform private.move_listing(listing.id, 'paused');
      elsif draw < 2 / 3.0 then
        update public.listings set price_kobo = 40000000 + floor(draw * 1e6) * 100 where id = listing.id;
      else
        -- Two kilometres or more, so that the point for visitors is drawn again.
        update public.properties
        set latitude = 6.1 + (latitude - 6.1 + 0.02 + draw * 0.1)::numeric % 0.8 where id = listing.id;
      end if;
    end $$;
  `);
}

/** Changes listings at their pace for so many seconds; tells how many a second it came to. */
export function change(url: string, seconds: number): Promise<Pace> {
  return pgbench(url, {
    sql: "select bench.change(:n, :draw / 1000.0)",
    prelude: `\\set n random(1, ${lively})\n\\set draw random(0, 999)`,
    clients: 2,
    length: { seconds },
    perSecond: changesPerSecond,
  });
}
