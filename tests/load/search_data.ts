/** Listings to search in: half of them within 40 km of Lagos, seven in ten published. */
import type { Database } from "../../local/supabase/database/database.ts";

/** Where half of the listings are. */
export const lagos = { longitude: 3.38, latitude: 6.52 };

/** What is known of the tables after rows were added: where they lie, which pages need no look. */
export async function settle(database: Database): Promise<void> {
  await database.exec(
    "vacuum analyze public.listings, private.searchable_listings, private.search_words",
  );
}

/**
 * Adds as many listings as that, quickly: indexes are taken away first and made again of all rows at once, and each
 * connection of the database works.
 */
export async function addManyListings(database: Database, from: number, to: number): Promise<void> {
  const indexes = await database.query<{ name: string; made_by: string }>(
    `select format('%I.%I', schemaname, indexname) as name, indexdef as made_by from pg_indexes
     where (schemaname, tablename) in (('public', 'listings'), ('private', 'searchable_listings'))
       and not exists (select from pg_constraint where conindid = format('%I.%I', schemaname, indexname)::regclass)`,
    [],
  );
  for (const { name } of indexes) await database.exec(`drop index ${name}`);
  const step = 100_000;
  const steps = Array.from(
    { length: Math.ceil((to - from + 1) / step) },
    (_, n) => from + n * step,
  );
  await Promise.all(
    steps.map((first) => addListings(database, first, Math.min(first + step - 1, to))),
  );
  await Promise.all(
    indexes.map(({ made_by }) => database.exec(`set maintenance_work_mem = '1GB'; ${made_by}`)),
  );
}

/**
 * Adds listings numbered `from` to `to` with one unit each, as if their triggers had run.
 * Two thirds of those around Lagos are spread evenly over the disc of 40 km, the others crowd around twelve places;
 * the rest of the country's crowd around thirty-one towns.
 */
export async function addListings(database: Database, from: number, to: number): Promise<void> {
  await database.exec(`
    set session_replication_role = replica;
    insert into public.organizations (id, kind, name, address)
    select ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'agency', 'Agency ' || n, '12 Some Road, Lagos'
    from generate_series(1, 1000) as n on conflict do nothing;
    select setseed(${from} / 1e7);
    insert into public.listings (id, org_id, unit_id, purpose, status, title, description, price_kobo, price_per, kind,
      bedrooms, bathrooms, is_furnished, is_verified, features, area, lga, state, location, published_at, confirm_by)
    select
      ('00000000-0000-7000-9000-' || lpad(n::text, 12, '0'))::uuid,
      ('00000000-0000-7000-8000-' || lpad((1 + n % 1000)::text, 12, '0'))::uuid,
      ('00000000-0000-7000-9000-' || lpad(n::text, 12, '0'))::uuid,
      purpose.name::public.listing_purpose,
      (case when r6 < 0.7 then 'published' else 'draft' end)::public.listing_status,
      format('%s-bedroom %s, %s, %s', bedrooms, word.form, street.name, area.name),
      repeat('Well kept, water runs day and night. ', 8),
      (floor(exp(r7 * 4) * 300000) * 100)::bigint,
      (case purpose.name when 'sale' then 'total' when 'shortlet' then 'night' else 'year' end)::public.price_period,
      word.kind::public.unit_kind, bedrooms, 1 + (h % 4), h % 5 = 0, h % 7 = 0,
      case when h % 2 = 0 then '{parking,borehole}'::public.feature[] else '{prepaid_meter}'::public.feature[] end,
      area.name, 'Some LGA', 'Lagos', extensions.st_point(place.longitude, place.latitude)::extensions.geography,
      timestamptz '2026-11-01' - n * interval '37 seconds', now() + interval '20 days'
    from (
      select n, random() as r1, random() as r2, random() as r3, random() as r4, random() as r5, random() as r6, random() as r7,
        floor(random() * 1000)::integer as h, floor(random() * 1000)::integer as h2
      from generate_series(${from}, ${to}) as n
    ) as drawn
    cross join lateral (select (1 + floor(r5 * 5))::smallint as bedrooms) as size
    cross join lateral (select case when r1 < 0.7 then 'rent' when r1 < 0.92 then 'sale' else 'shortlet' end as name) as purpose
    cross join lateral (
      select (array['flat', 'terrace', 'bungalow', 'detached', 'maisonette'])[1 + h % 5] as kind,
        (array['flat', 'terrace duplex', 'bungalow', 'detached house', 'maisonette'])[1 + h % 5] as form) as word
    cross join lateral (select (array['Adeola', 'Bourdillon', 'Allen', 'Herbert Macaulay', 'Awolowo', 'Marina', 'Ogunlana',
      'Akin Adesola', 'Freedom', 'Admiralty'])[1 + h2 % 10] || ' ' || (1 + n % 4000) as name) as street
    cross join lateral (select (array['Yaba', 'Lekki Phase 1', 'Ikeja', 'Surulere', 'Ikorodu', 'Ajah', 'Gbagada', 'Magodo',
      'Ìbàdàn', 'Wuse', 'Gwarinpa', 'Bodija'])[1 + (h2 / 10) % 12] as name) as area
    cross join lateral (
      select case when n % 2 = 1 then 3 + (h * 53 % 31) * 0.35 + 0.1 * scatter * cos(angle)
          when r2 < 0.66 then ${lagos.longitude} + 0.36 * sqrt(r3) * cos(angle)
          else ${lagos.longitude} + (h * 37 % 12 - 6) * 0.03 + 0.03 * scatter * cos(angle) end as longitude,
        case when n % 2 = 1 then 5 + (h * 29 % 23) * 0.35 + 0.1 * scatter * sin(angle)
          when r2 < 0.66 then ${lagos.latitude} + 0.36 * sqrt(r3) * sin(angle)
          else ${lagos.latitude} + (h * 17 % 10 - 5) * 0.02 + 0.03 * scatter * sin(angle) end as latitude
      from (select r4 * 2 * pi() as angle, sqrt(-2 * ln(r3 + 1e-9)) as scatter) as polar
    ) as place;
    insert into private.searchable_listings
    select searchable.* from public.listings as listing
    cross join lateral private.searchable_row(listing) as searchable
    where listing.status = 'published'
      and listing.id between ('00000000-0000-7000-9000-' || lpad('${from}', 12, '0'))::uuid
        and ('00000000-0000-7000-9000-' || lpad('${to}', 12, '0'))::uuid;
    insert into private.search_words (word)
    select distinct word from private.searchable_listings as known, unnest(tsvector_to_array(known.words)) as word
    where word !~ '^#' and known.listing_id between ('00000000-0000-7000-9000-' || lpad('${from}', 12, '0'))::uuid
      and ('00000000-0000-7000-9000-' || lpad('${to}', 12, '0'))::uuid
    -- In one order, so that two connections wait for each other and never in a circle.
    order by word
    on conflict do nothing;
    reset session_replication_role;
  `);
}
