-- Generated from supabase/schemas by `deno task db:migration`; do not edit. sha256 4147f8c9323d90f70abfa3e82ce6b899b7353685a062752b26164def647c6e0e
set lock_timeout = '5s';
set statement_timeout = '600s';
-- Functions may speak of what later files make.
set check_function_bodies = off;

-- 08_search/10_searchable_listings.sql

-- What search reads: one narrow row for each published listing, kept by triggers. Under row-level security no
-- spatial or text index would be used (their operators are not leakproof), so search runs as its owner and
-- this table is where the visibility rule is repeated: a listing is here if and only if it is published.

create function private.fold_words(words text)
returns text
language sql
immutable
parallel safe
set search_path = ''
as $$
  select lower(regexp_replace(normalize(words, nfd), E'[\u0300-\u036f]', '', 'g'))
$$;
comment on function private.fold_words(text) is
  'Words without case, tone marks and underdots, so that Ìbàdàn, Ibadan and IBADAN are the same.';

create function private.comparable_price_kobo(price_kobo public.kobo, per public.price_period)
returns bigint
language sql
immutable
parallel safe
set search_path = ''
as $$
  select case per
    when 'half_year' then price_kobo * 2
    when 'quarter' then price_kobo * 4
    when 'month' then price_kobo * 12
    when 'week' then price_kobo * 52
    else price_kobo
  end
$$;
comment on function private.comparable_price_kobo(public.kobo, public.price_period) is
  'What prices are filtered and sorted by, in kobo: rent for a year, a stay for a night, a sale in whole.';
comment on constraint listings_shortlet_period_check on public.listings is
  'A shortlet is priced by the night and nothing else is, so that prices of one purpose can be compared.';

create function private.feature_bits(features public.feature[])
returns bigint
language sql
immutable
parallel safe
set search_path = ''
as $$
  select coalesce(bit_or(1::bigint << (array_position(enum_range(null::public.feature), feature) - 1)), 0)
  from unnest(features) as feature
$$;
comment on function private.feature_bits(public.feature[]) is
  'Features as bits, in the order of the enum, so that they fit an index entry.';

-- In plpgsql, which keeps its plans: a function in SQL with a setting is parsed anew by each query that calls it.
create function private.search_cell(longitude double precision, latitude double precision)
returns integer
language plpgsql
immutable
parallel safe
set search_path = ''
as $$
begin
  return floor(latitude * 200)::integer * 100000 + floor(longitude * 200)::integer;
end
$$;
comment on function private.search_cell(double precision, double precision) is
  'The cell of a grid of 1/200 degree (about 550 metres) that a point near Nigeria lies in; cells of one latitude are consecutive.';

create function private.word_bit(word text)
returns bigint
language sql
immutable
parallel safe
set search_path = ''
as $$
  select 1::bigint << (abs(hashtext(word)::bigint) % 63)::integer
$$;
comment on function private.word_bit(text) is
  'One of 63 bits for a word. A listing whose bits lack it does not have the word; one that has the bit may have it.';

create table private.searchable_listings (
  listing_id uuid primary key references public.listings (id) on delete cascade,
  unit_id uuid not null,
  purpose public.listing_purpose not null,
  cell integer not null,
  longitude double precision not null,
  latitude double precision not null,
  price_kobo public.positive_kobo not null,
  published_at timestamptz not null,
  kind public.unit_kind not null,
  bedrooms smallint not null,
  bathrooms smallint not null,
  is_furnished boolean not null,
  is_verified boolean not null,
  feature_bits bigint not null,
  word_bits bigint not null,
  area_key text not null,
  words tsvector not null
);
comment on table private.searchable_listings is 'A published listing as search reads it. Written by private.sync_searchable_listing() only.';
comment on column private.searchable_listings.listing_id is 'The listing.';
comment on column private.searchable_listings.unit_id is 'Its unit, for availability.';
comment on column private.searchable_listings.purpose is 'Rent, sale or shortlet.';
comment on column private.searchable_listings.cell is 'The grid cell of its point: private.search_cell().';
comment on column private.searchable_listings.longitude is 'Of the point shown to visitors, WGS 84 degrees.';
comment on column private.searchable_listings.latitude is 'Of the point shown to visitors, WGS 84 degrees.';
comment on column private.searchable_listings.price_kobo is 'Comparable price in kobo: private.comparable_price_kobo().';
comment on column private.searchable_listings.published_at is 'When it was last published, UTC.';
comment on column private.searchable_listings.kind is 'Kind of unit.';
comment on column private.searchable_listings.bedrooms is 'Bedrooms.';
comment on column private.searchable_listings.bathrooms is 'Bathrooms.';
comment on column private.searchable_listings.is_furnished is 'Whether it comes with furniture.';
comment on column private.searchable_listings.is_verified is 'Whether the title was searched and found clean.';
comment on column private.searchable_listings.feature_bits is 'What it has: private.feature_bits().';
comment on column private.searchable_listings.word_bits is 'private.word_bit() of each of its words, so that most rows without a word are passed over in the index.';
comment on column private.searchable_listings.area_key is 'Name of its area, folded.';
comment on column private.searchable_listings.words is 'Folded words of title, area, LGA, state and kind; with them its purpose (#rent).';
alter table private.searchable_listings enable row level security;

-- Each of these holds all that filters ask for, so that a search reads neighbouring index entries and not rows
-- scattered over the table. Measured against GiST and <-> in docs/decisions/0006. What most rows fail is part of the
-- key: an entry that fails it is passed over before anybody asks whether its row is visible, and rows that changed
-- lately must be looked at for that.
create index searchable_cell_idx on private.searchable_listings (purpose, cell, price_kobo, bedrooms, longitude, latitude)
  include (bathrooms, kind, is_furnished, is_verified, feature_bits, word_bits, published_at, listing_id, area_key);
create index searchable_price_idx on private.searchable_listings (purpose, price_kobo, listing_id)
  include (bedrooms, bathrooms, kind, is_furnished, is_verified, feature_bits, longitude, latitude, published_at, area_key);
create index searchable_newest_idx on private.searchable_listings (purpose, published_at, listing_id)
  include (price_kobo, bedrooms, bathrooms, kind, is_furnished, is_verified, feature_bits, longitude, latitude, area_key);
create index searchable_area_idx on private.searchable_listings (area_key, purpose)
  include (price_kobo, bedrooms, bathrooms, kind, is_furnished, is_verified, feature_bits, longitude, latitude, published_at, listing_id);
create index searchable_words_idx on private.searchable_listings using gin (words) with (fastupdate = off);
alter table private.searchable_listings alter column words set statistics 500;
-- Index entries alone answer only where the visibility map says so: vacuum often.
alter table private.searchable_listings
  set (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_insert_scale_factor = 0.01, autovacuum_analyze_scale_factor = 0.02);

-- Vocabulary: what a misspelled word may have meant ----------------------------------------------

create table private.search_words (
  word text primary key check (length(word) between 1 and 60)
);
comment on table private.search_words is 'Every word that a published listing ever used, folded. Insert-only.';
comment on column private.search_words.word is 'The word.';
create index search_words_trigram_idx on private.search_words using gist (word extensions.gist_trgm_ops);
alter table private.search_words enable row level security;

create function private.listing_words(listing public.listings)
returns tsvector
language sql
immutable
set search_path = ''
as $$
  select to_tsvector('pg_catalog.simple', private.fold_words(concat_ws(' ',
    listing.title, listing.area, listing.lga, listing.state, replace(listing.kind::text, '_', ' '))))
$$;
comment on function private.listing_words(public.listings) is 'The words that a listing is found by.';

create function private.searchable_row(listing public.listings)
returns private.searchable_listings
language plpgsql
immutable
set search_path = ''
as $$
declare
  searchable private.searchable_listings;
begin
  searchable.listing_id := listing.id;
  searchable.unit_id := listing.unit_id;
  searchable.purpose := listing.purpose;
  searchable.longitude := extensions.st_x(listing.location::extensions.geometry);
  searchable.latitude := extensions.st_y(listing.location::extensions.geometry);
  searchable.cell := private.search_cell(searchable.longitude, searchable.latitude);
  searchable.price_kobo := private.comparable_price_kobo(listing.price_kobo, listing.price_per);
  searchable.published_at := coalesce(listing.published_at, listing.created_at);
  searchable.kind := listing.kind;
  searchable.bedrooms := listing.bedrooms;
  searchable.bathrooms := listing.bathrooms;
  searchable.is_furnished := listing.is_furnished;
  searchable.is_verified := listing.is_verified;
  searchable.feature_bits := private.feature_bits(listing.features);
  searchable.area_key := private.fold_words(listing.area);
  searchable.words := private.listing_words(listing);
  select bit_or(private.word_bit(word)) into searchable.word_bits from unnest(tsvector_to_array(searchable.words)) as word;
  searchable.words := searchable.words || array_to_tsvector(array['#' || listing.purpose]);
  return searchable;
end
$$;
comment on function private.searchable_row(public.listings) is 'A listing as search reads it.';

create function private.sync_searchable_listing(listing public.listings)
returns void
language plpgsql
set search_path = ''
as $$
declare
  known private.searchable_listings;
  searchable private.searchable_listings;
begin
  select * into known from private.searchable_listings where listing_id = listing.id;
  if listing.status = 'published' then
    searchable := private.searchable_row(listing);
    -- What search does not read may change often, and each row written here is read around until the next vacuum.
    if searchable is not distinct from known then
      return;
    end if;
  end if;
  delete from private.searchable_listings where listing_id = listing.id;
  if listing.status = 'published' then
    insert into private.searchable_listings select searchable.*;
    if searchable.words is distinct from known.words then
      -- In order, so that two writers of the same new words cannot wait for each other.
      insert into private.search_words (word)
      select word from unnest(tsvector_to_array(private.listing_words(listing))) as word
      where length(word) <= 60 order by word
      on conflict do nothing;
    end if;
  end if;
end
$$;
comment on function private.sync_searchable_listing(public.listings) is
  'Keeps a published listing searchable and any other not. Nothing else writes what search reads.';
grant execute on function private.comparable_price_kobo(public.kobo, public.price_period) to anon, authenticated, service_role;

-- 08_search/20_areas.sql

-- Areas by the names that people search by.

create table public.areas (
  id uuid primary key default private.uuid_v7(),
  name text not null check (private.is_line(name) and length(btrim(name)) between 2 and 80),
  state text not null check (private.is_line(state) and length(btrim(state)) between 2 and 40),
  aliases text[] not null default '{}' check (cardinality(aliases) <= 20 and array_position(aliases, null) is null),
  boundary extensions.geometry (multipolygon, 4326) check (extensions.st_isvalid(boundary) and not extensions.st_isempty(boundary)),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (name, state)
);
comment on table public.areas is 'Areas and estates with their other names. Written in Studio. An area without a row is still found by its name.';
comment on column public.areas.id is 'Time-ordered identifier.';
comment on column public.areas.name is 'The name that properties of it carry, such as Lekki Phase 1.';
comment on column public.areas.state is 'State, or FCT.';
comment on column public.areas.aliases is 'What else people call it, such as VI.';
comment on column public.areas.boundary is 'Where it lies, WGS 84 degrees; null while nobody has drawn it, and then its listings are those that carry the name.';
comment on column public.areas.created_at is 'When it was added, UTC.';
comment on column public.areas.updated_at is 'Last change, UTC.';
alter table public.areas enable row level security;
grant select on public.areas to anon, authenticated;
grant select, insert, update, delete on public.areas to service_role;
create policy areas_select_visitor on public.areas for select to anon using (true);
create policy areas_select on public.areas for select to authenticated using (true);
create trigger touch_updated_at before update on public.areas
  for each row execute function private.touch_updated_at();

-- 08_search/30_criteria.sql

-- What can be searched for: one JSON object, read and checked in one place for lists, facets and map tiles alike.

create type private.search_criteria as (
  purpose public.listing_purpose,
  min_price_kobo bigint,
  max_price_kobo bigint,
  min_bedrooms smallint,
  max_bedrooms smallint,
  min_bathrooms smallint,
  kinds public.unit_kind[],
  feature_bits bigint,
  is_furnished boolean,
  verified_only boolean,
  centre extensions.geography,
  longitude double precision,
  latitude double precision,
  radius_m double precision,
  shape extensions.geometry,
  area_keys text[],
  words tsquery,
  word_masks bigint[],
  free_for daterange
);
comment on type private.search_criteria is 'Criteria of a search after checking: private.read_criteria().';

create function private.refuse_criteria(field text, reason text, code text default 'search.bad_criteria')
returns void
language plpgsql
set search_path = ''
as $$
begin
  perform private.raise_problem(code, format('Cannot search: %s %s', field, reason), 400,
    jsonb_build_object('field', 'criteria.' || field));
end
$$;
comment on function private.refuse_criteria(text, text, text) is 'Refuses a search (400) and names the criterion.';

create function private.criteria_number(
  criteria jsonb, field text, low numeric, high numeric, code text default 'search.bad_criteria', is_whole boolean default true)
returns numeric
language plpgsql
set search_path = ''
as $$
declare
  given jsonb := criteria -> field;
begin
  if given is null or given = 'null' then
    return null;
  end if;
  if jsonb_typeof(given) <> 'number' or given::numeric not between low and high
    or is_whole and given::numeric <> trunc(given::numeric) then
    perform private.refuse_criteria(field,
      format('must be a %s from %s to %s', case when is_whole then 'whole number' else 'number' end, low, high), code);
  end if;
  return given::numeric;
end
$$;
comment on function private.criteria_number(jsonb, text, numeric, numeric, text, boolean) is
  'A number of the criteria within bounds, null when left out.';

create function private.criteria_degrees(given jsonb, field text, most integer)
returns double precision
language plpgsql
set search_path = ''
as $$
begin
  if jsonb_typeof(given) is distinct from 'number' or given::numeric not between -most and most then
    perform private.refuse_criteria(field, format('must be from -%s to %s', most, most), 'search.off_the_earth');
  end if;
  -- JSON has numbers that are too small for a double.
  return round(given::numeric, 30);
end
$$;
comment on function private.criteria_degrees(jsonb, text, integer) is
  'Degrees of the criteria, from -most to most. Error: search.off_the_earth 400.';

create function private.criteria_flag(criteria jsonb, field text)
returns boolean
language plpgsql
set search_path = ''
as $$
declare
  given jsonb := criteria -> field;
begin
  if given is null or given = 'null' then
    return null;
  end if;
  if jsonb_typeof(given) <> 'boolean' then
    perform private.refuse_criteria(field, 'must be true or false');
  end if;
  return given::boolean;
end
$$;
comment on function private.criteria_flag(jsonb, text) is 'A yes or no of the criteria, null when left out.';

create function private.criteria_words(criteria jsonb, field text, allowed text[])
returns text[]
language plpgsql
set search_path = ''
as $$
declare
  given jsonb := criteria -> field;
  wrong text;
begin
  if given is null or given = 'null' then
    return null;
  end if;
  if jsonb_typeof(given) <> 'array' then
    perform private.refuse_criteria(field, 'must be a list');
  end if;
  select word into wrong from jsonb_array_elements_text(given) as word
  where word is null or word <> all (allowed) limit 1;
  if found then
    perform private.refuse_criteria(field, format('cannot hold "%s"; it can hold %s', wrong, array_to_string(allowed, ', ')));
  end if;
  return nullif(array(select jsonb_array_elements_text(given)), '{}');
end
$$;
comment on function private.criteria_words(jsonb, text, text[]) is 'A list of allowed words of the criteria, null when left out or empty.';

create function private.criteria_text(criteria jsonb, field text)
returns text
language plpgsql
set search_path = ''
as $$
declare
  given text := private.read_line('criteria.' || field, criteria ->> field);
begin
  if jsonb_typeof(criteria -> field) not in ('string', 'null') or length(given) > 200 then
    perform private.refuse_criteria(field, 'must be text of at most 200 characters');
  end if;
  return nullif(btrim(given), '');
end
$$;
comment on function private.criteria_text(jsonb, text) is
  'Words of the criteria as people type them, null when left out or empty. Errors: search.bad_criteria, value.bad_text 400.';

create function private.criteria_date(criteria jsonb, field text)
returns date
language plpgsql
set search_path = ''
as $$
begin
  return private.read_date('criteria.' || field, criteria ->> field);
end
$$;
comment on function private.criteria_date(jsonb, text) is 'A date of the criteria, null when left out. Error: value.bad_date 400.';

create function private.read_polygon(given jsonb, field text)
returns extensions.geometry
language plpgsql
set search_path = ''
as $$
declare
  is_sound boolean;
  is_on_earth boolean;
  points bigint;
  shape extensions.geometry;
begin
  if jsonb_typeof(given) is distinct from 'object' or given ->> 'type' is null
    or given ->> 'type' not in ('Polygon', 'MultiPolygon') then
    perform private.refuse_criteria(field, 'must be a GeoJSON Polygon or MultiPolygon', 'search.bad_polygon');
  end if;
  -- Rings are looked at before PostGIS reads them: not every build of it lets its own errors be caught.
  begin
    select bool_and(jsonb_array_length(ring) >= 4 and ring -> 0 = ring -> -1 and all_points.are_sound),
      bool_and(all_points.are_on_earth), sum(jsonb_array_length(ring))
    into is_sound, is_on_earth, points
    from jsonb_array_elements(case given ->> 'type'
      when 'Polygon' then jsonb_build_array(given -> 'coordinates') else given -> 'coordinates' end) as part
    cross join lateral jsonb_array_elements(part) as ring
    cross join lateral (
      select bool_and(jsonb_array_length(point) = 2) as are_sound,
        bool_and((point -> 0)::numeric between -180 and 180 and (point -> 1)::numeric between -90 and 90) as are_on_earth
      from jsonb_array_elements(ring) as point
    ) as all_points;
  exception when others then
    is_sound := false;
  end;
  if is_sound is not true then
    perform private.refuse_criteria(field, 'is not valid GeoJSON: every ring must be closed, of [longitude, latitude]', 'search.bad_polygon');
  end if;
  if points > 500 then
    perform private.refuse_criteria(field, 'has more than 500 points', 'search.bad_polygon');
  end if;
  if not is_on_earth then
    perform private.refuse_criteria(field, 'leaves the earth: longitudes are from -180 to 180, latitudes from -90 to 90', 'search.off_the_earth');
  end if;
  -- Without what else may be in it, such as another system of coordinates.
  shape := extensions.st_setsrid(extensions.st_geomfromgeojson(
    jsonb_build_object('type', given -> 'type', 'coordinates', given -> 'coordinates')::text), 4326);
  if extensions.st_isempty(shape) or not extensions.st_isvalid(shape) then
    perform private.refuse_criteria(field, 'is not a simple area: ' || extensions.st_isvalidreason(shape), 'search.bad_polygon');
  end if;
  return shape;
end
$$;
comment on function private.read_polygon(jsonb, text) is
  'A polygon of WGS 84 degrees from GeoJSON. Errors: search.bad_polygon (not a polygon, over 500 points, crosses itself), search.off_the_earth.';

create function private.read_words(words text, out meaning tsquery, out masks bigint[])
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  -- Each word, or the known words most like it; a word that resembles none finds nothing.
  select string_agg('(' || meant.words || ')', ' & ')::tsquery, array_agg(meant.mask) into meaning, masks
  from unnest(tsvector_to_array(to_tsvector('pg_catalog.simple', private.fold_words(words)))) as asked (word)
  cross join lateral (
    select string_agg(quote_literal(likely.word), ' | ') as words, bit_or(private.word_bit(likely.word)) as mask
    from (
      select asked.word
      where exists (select from private.search_words as known where known.word = asked.word)
      union all
      select near.word from (
        select known.word from private.search_words as known
        where not exists (select from private.search_words as exact where exact.word = asked.word)
          and known.word operator(extensions.%) asked.word
        order by known.word operator(extensions.<->) asked.word limit 3
      ) as near
    ) as likely
  ) as found
  cross join lateral (
    select coalesce(found.words, quote_literal(asked.word)) as words, coalesce(found.mask, private.word_bit(asked.word)) as mask
  ) as meant;
end
$$;
comment on function private.read_words(text) is
  'A text query for words as people type them, and the bits of each word and its likenesses: case, tone marks and spelling are forgiven. Null when there is no word.';

create function private.read_criteria(criteria jsonb)
returns private.search_criteria
language plpgsql
stable
set search_path = ''
as $$
declare
  wanted private.search_criteria;
  known_keys constant text[] := array['purpose', 'min_price_kobo', 'max_price_kobo', 'min_bedrooms', 'max_bedrooms', 'min_bathrooms',
    'kinds', 'features', 'furnished', 'verified_only', 'near', 'radius_m', 'polygon', 'viewport', 'area', 'words',
    'free_from', 'free_until'];
  unknown text;
  near jsonb := criteria -> 'near';
  box jsonb := criteria -> 'viewport';
  asked_area text;
  asked_words text;
  area record;
  from_on date;
  until_on date;
begin
  if criteria is null or jsonb_typeof(criteria) <> 'object' then
    perform private.raise_problem('search.bad_criteria', 'Cannot search: criteria must be an object', 400,
      jsonb_build_object('field', 'criteria'));
  end if;
  -- One look for a search without a mistake; which key is wrong is asked only when one is.
  if criteria - known_keys <> '{}'::jsonb then
    select min(key) into unknown from jsonb_object_keys(criteria - known_keys) as key;
    perform private.refuse_criteria(unknown, 'is not something to search by');
  end if;

  if coalesce(criteria ->> 'purpose', 'rent') <> all (enum_range(null::public.listing_purpose)::text[]) then
    perform private.refuse_criteria('purpose', 'must be rent, sale or shortlet');
  end if;
  wanted.purpose := coalesce(criteria ->> 'purpose', 'rent')::public.listing_purpose;
  -- A call costs microseconds, and most criteria are left out.
  wanted.min_price_kobo := coalesce(case when criteria ? 'min_price_kobo' then private.criteria_number(criteria, 'min_price_kobo', 0, 1e15) end, 0);
  wanted.max_price_kobo := coalesce(case when criteria ? 'max_price_kobo' then private.criteria_number(criteria, 'max_price_kobo', 0, 1e15) end, 9e18);
  if wanted.max_price_kobo < wanted.min_price_kobo then
    perform private.refuse_criteria('max_price_kobo', 'is less than min_price_kobo');
  end if;
  wanted.min_bedrooms := coalesce(case when criteria ? 'min_bedrooms' then private.criteria_number(criteria, 'min_bedrooms', 0, 50) end, 0);
  wanted.max_bedrooms := coalesce(case when criteria ? 'max_bedrooms' then private.criteria_number(criteria, 'max_bedrooms', 0, 50) end, 50);
  if wanted.max_bedrooms < wanted.min_bedrooms then
    perform private.refuse_criteria('max_bedrooms', 'is less than min_bedrooms');
  end if;
  wanted.min_bathrooms := coalesce(case when criteria ? 'min_bathrooms' then private.criteria_number(criteria, 'min_bathrooms', 0, 50) end, 0);
  if criteria ? 'kinds' then
    wanted.kinds := private.criteria_words(criteria, 'kinds', enum_range(null::public.unit_kind)::text[])::public.unit_kind[];
  end if;
  wanted.feature_bits := 0;
  if criteria ? 'features' then
    wanted.feature_bits := private.feature_bits(
      private.criteria_words(criteria, 'features', enum_range(null::public.feature)::text[])::public.feature[]);
  end if;
  wanted.verified_only := false;
  if criteria ?| array['furnished', 'verified_only'] then
    wanted.is_furnished := private.criteria_flag(criteria, 'furnished');
    wanted.verified_only := coalesce(private.criteria_flag(criteria, 'verified_only'), false);
  end if;

  if near is not null and near <> 'null' then
    if jsonb_typeof(near) <> 'object' or near -> 'longitude' is null or near -> 'latitude' is null then
      perform private.refuse_criteria('near', 'must have longitude and latitude');
    end if;
    wanted.longitude := private.criteria_degrees(near -> 'longitude', 'near.longitude', 180);
    wanted.latitude := private.criteria_degrees(near -> 'latitude', 'near.latitude', 90);
    wanted.centre := extensions.st_point(wanted.longitude, wanted.latitude)::extensions.geography;
  end if;
  wanted.radius_m := private.criteria_number(criteria, 'radius_m', 1, 50000, 'search.bad_radius', false);
  if wanted.radius_m is null and wanted.centre is not null
    and not criteria ?| array['polygon', 'viewport', 'area', 'words'] then
    wanted.radius_m := 50000;
  end if;
  if wanted.radius_m is not null and wanted.centre is null then
    perform private.refuse_criteria('near', 'is missing: radius_m needs it');
  end if;

  if criteria ? 'polygon' and criteria -> 'polygon' <> 'null' then
    wanted.shape := private.read_polygon(criteria -> 'polygon', 'polygon');
  end if;
  if box is not null and box <> 'null' then
    if wanted.shape is not null then
      perform private.refuse_criteria('viewport', 'cannot go with polygon');
    end if;
    if jsonb_typeof(box) <> 'array' or jsonb_array_length(box) <> 4
      or exists (select from jsonb_array_elements(box) as side where jsonb_typeof(side) <> 'number') then
      perform private.refuse_criteria('viewport', 'must be [west, south, east, north]');
    end if;
    wanted.shape := extensions.st_makeenvelope(
      private.criteria_degrees(box -> 0, 'viewport', 180), private.criteria_degrees(box -> 1, 'viewport', 90),
      private.criteria_degrees(box -> 2, 'viewport', 180), private.criteria_degrees(box -> 3, 'viewport', 90), 4326);
    if (box -> 0)::numeric >= (box -> 2)::numeric or (box -> 1)::numeric >= (box -> 3)::numeric
      or extensions.st_area(wanted.shape) = 0 then
      perform private.refuse_criteria('viewport', 'must have west before east and south before north');
    end if;
  end if;

  if criteria ? 'area' then
    asked_area := private.criteria_text(criteria, 'area');
  end if;
  if asked_area is not null then
    select array_agg(distinct private.fold_words(known.name)) as names, extensions.st_union(known.boundary) as boundary into area
    from public.areas as known
    where private.fold_words(asked_area) in (
      select private.fold_words(called) from unnest(known.aliases || known.name) as called);
    if area.boundary is not null and wanted.shape is null then
      wanted.shape := area.boundary;
    else
      wanted.area_keys := coalesce(area.names, array[private.fold_words(asked_area)]);
    end if;
  end if;

  if criteria ? 'words' then
    asked_words := private.criteria_text(criteria, 'words');
    select * into wanted.words, wanted.word_masks from private.read_words(asked_words);
  end if;

  if criteria ?| array['free_from', 'free_until'] then
    from_on := private.criteria_date(criteria, 'free_from');
    until_on := private.criteria_date(criteria, 'free_until');
    if (from_on is null) <> (until_on is null) or until_on <= from_on or until_on > from_on + 366 then
      perform private.refuse_criteria('free_until', 'must come after free_from, by a year at most, and both be given');
    end if;
    if from_on is not null then
      wanted.free_for := daterange(from_on, until_on);
    end if;
  end if;
  return wanted;
end
$$;
comment on function private.read_criteria(jsonb) is
  'Checks search criteria. Errors (400) name the field as criteria.<name>: search.bad_criteria, search.bad_radius, search.bad_polygon, search.off_the_earth, value.bad_date, value.bad_text.';

-- 08_search/35_source.sql

-- From criteria to the rows that meet them: which index leads, and what remains to be checked.
--
-- What is built here is text of queries. In it "asked" is the row of the criteria, "box" its bounds, "reach" its radius
-- and "searched" a row of private.searchable_listings; in PL/pgSQL around it the criteria are called wanted.

create type private.search_box as (west double precision, south double precision, east double precision, north double precision);
comment on type private.search_box is 'Bounds in WGS 84 degrees.';

-- A function in SQL that is not inlined is parsed and planned anew by each query that calls it; plpgsql keeps its plans.
create function private.box_around(longitude double precision, latitude double precision, radius_m double precision)
returns private.search_box
language plpgsql
immutable
set search_path = ''
as $$
declare
  -- A degree of latitude is 110.57 km or more; of longitude 111.32 km or more times the cosine of the latitude.
  up double precision := radius_m / 110500 + 1e-9;
  across double precision := 360;
begin
  if abs(latitude) + up < 89 then
    across := radius_m / (111300 * cos(radians(abs(latitude) + up))) + 1e-9;
  end if;
  return row(longitude - across, latitude - up, longitude + across, latitude + up)::private.search_box;
end
$$;
comment on function private.box_around(double precision, double precision, double precision) is
  'Bounds that hold every point within radius_m metres of a point.';

create function private.criteria_box(wanted private.search_criteria)
returns private.search_box
language sql
immutable
set search_path = ''
as $$
  select case
    when wanted.shape is not null then row(
      extensions.st_xmin(wanted.shape), extensions.st_ymin(wanted.shape),
      extensions.st_xmax(wanted.shape), extensions.st_ymax(wanted.shape))::private.search_box
    when wanted.radius_m is not null then private.box_around(wanted.longitude, wanted.latitude, wanted.radius_m)
    else row(-180, -90, 180, 90)::private.search_box
  end
$$;
comment on function private.criteria_box(private.search_criteria) is 'Bounds outside of which nothing can meet the criteria; the earth when they name no place on the map.';

create type private.search_reach as (
  metres double precision, square double precision,
  least_across double precision, least_up double precision, most_across double precision, most_up double precision);
comment on type private.search_reach is
  'A radius in metres and its square, with the squares of the least and the most metres that a degree of longitude (across) and of latitude (up) has within it.';

create function private.reach_of(metres double precision, latitude double precision)
returns private.search_reach
language plpgsql
immutable
set search_path = ''
as $$
declare
  reach private.search_reach;
begin
  if metres is not null then
    reach.metres := metres;
    reach.square := metres * metres;
    reach.least_across := (111300 * cos(radians(abs(latitude) + metres / 110500))) ^ 2;
    reach.least_up := 110500.0 ^ 2;
    reach.most_across := (111700 * cos(radians(greatest(abs(latitude) - metres / 110500, 0)))) ^ 2;
    reach.most_up := 111700.0 ^ 2;
  end if;
  return reach;
end
$$;
comment on function private.reach_of(double precision, double precision) is
  'What is the same for every row that is held against a radius around a point of a latitude; all null for no radius.';

create function private.criteria_condition()
returns text
language sql
immutable
set search_path = ''
as $$
  -- What most rows fail comes first. The exact distance on the spheroid costs microseconds; bounds of it from degrees
  -- settle all but a thin ring.
  select $sql$
    searched.price_kobo between asked.min_price_kobo and asked.max_price_kobo
    and searched.bedrooms between asked.min_bedrooms and asked.max_bedrooms
    and searched.longitude between box.west and box.east and searched.latitude between box.south and box.north
    and searched.bathrooms >= asked.min_bathrooms
    and searched.feature_bits & asked.feature_bits = asked.feature_bits
    and (asked.kinds is null or searched.kind = any (asked.kinds))
    and (asked.is_furnished is null or searched.is_furnished = asked.is_furnished)
    and (not asked.verified_only or searched.is_verified)
    and (asked.area_keys is null or searched.area_key = any (asked.area_keys))
    and (reach.metres is null or case
      when (searched.longitude - asked.longitude) * (searched.longitude - asked.longitude) * reach.least_across
        + (searched.latitude - asked.latitude) * (searched.latitude - asked.latitude) * reach.least_up > reach.square then false
      when (searched.longitude - asked.longitude) * (searched.longitude - asked.longitude) * reach.most_across
        + (searched.latitude - asked.latitude) * (searched.latitude - asked.latitude) * reach.most_up < reach.square then true
      else extensions.st_distance(extensions.st_point(searched.longitude, searched.latitude)::extensions.geography, asked.centre) <= reach.metres
    end)
    and (asked.shape is null or extensions.st_covers(asked.shape,
      extensions.st_setsrid(extensions.st_makepoint(searched.longitude, searched.latitude), 4326)))
    and (asked.free_for is null or private.is_unit_free(
      (select known.unit_id from private.searchable_listings as known where known.listing_id = searched.listing_id),
      asked.free_for))
  $sql$
$$;
comment on function private.criteria_condition() is
  'What a row "searched" must meet, given "asked" (private.search_criteria), "box" (private.search_box) and "reach" (private.search_reach): the only place that says so.';

create function private.cell_source()
returns text
language sql
immutable
set search_path = ''
as $$
  -- Strip by strip of neighbouring cells. Left to itself the planner prefers one pass over the whole table.
  select format($sql$
    generate_series(floor(box.south * 200)::integer, floor(box.north * 200)::integer) as strip (latitude)
    cross join lateral (
      select * from private.searchable_listings as searched
      where searched.purpose = asked.purpose
        and searched.cell between strip.latitude * 100000 + floor(box.west * 200)::integer
          and strip.latitude * 100000 + floor(box.east * 200)::integer
        and %s
        and (asked.words is null or (
          searched.word_bits & asked.word_masks[1] <> 0
          and (asked.word_masks[2] is null or searched.word_bits & asked.word_masks[2] <> 0)
          and (asked.word_masks[3] is null or searched.word_bits & asked.word_masks[3] <> 0)
          and exists (
            select from private.searchable_listings as spelt
            where spelt.listing_id = searched.listing_id and spelt.words @@ asked.words)))
      offset 0
    ) as searched$sql$, private.criteria_condition())
$$;
comment on function private.cell_source() is 'From-clause of the rows "searched" that meet the criteria, read cell by cell within the box.';

create function private.search_source(wanted private.search_criteria, box private.search_box, widest_degrees double precision)
returns text
language plpgsql
immutable
set search_path = ''
as $$
declare
  degrees_wide double precision := greatest(box.east - box.west, box.north - box.south);
  widest double precision := case when wanted.words is null then widest_degrees else 0.4 end;
  source text;
begin
  if wanted.area_keys is null and degrees_wide <= widest then
    source := private.cell_source();
  elsif wanted.words is not null then
    -- The text index leads: a plan that walks another one could walk it to the end for a word that is not there.
    source := format($sql$lateral (
      select * from (select * from private.searchable_listings as found where found.words @@ %L::tsquery offset 0) as searched
      where %s
    ) as searched$sql$, wanted.words::text || format(' & ''#%s''', wanted.purpose), private.criteria_condition());
  else
    source := format($sql$lateral (
      select * from private.searchable_listings as searched where searched.purpose = asked.purpose and %s
    ) as searched$sql$, private.criteria_condition());
  end if;
  return '(select ($1).*) as asked cross join (select ($2).*) as box cross join (select (private.reach_of($3, ($1).latitude)).*) as reach cross join '
    || source;
end
$$;
comment on function private.search_source(private.search_criteria, private.search_box, double precision) is
  'From-clause of the rows "searched" that meet the criteria: $1 the criteria, $2 the box, $3 the radius in metres or null. A box of more than widest_degrees is not read cell by cell: in the order of a price, the first rows are sooner found by walking that order.';

-- 08_search/40_search_listings.sql

-- The search itself: nearest, cheapest, dearest or newest first, page after page.

create type public.search_order as enum ('distance', 'price', 'price_desc', 'newest');
comment on type public.search_order is 'Nearest first, cheapest first, dearest first, newest first.';

create type private.search_hit as (listing_id uuid, sort_key text, distance_m double precision);
comment on type private.search_hit is 'A found listing with its place in the order.';

create function private.find_nearest_within(
  wanted private.search_criteria, after_distance double precision, after_id uuid, max_results integer)
returns setof private.search_hit
language plpgsql
stable
set search_path = ''
as $$
begin
  return query execute format($query$
    select found.listing_id, found.distance_m::text, found.distance_m
    from (
      select searched.listing_id,
        extensions.st_distance(extensions.st_point(searched.longitude, searched.latitude)::extensions.geography, asked.centre) as distance_m
      from %s
    ) as found
    where $4 is null or (found.distance_m, found.listing_id) > ($5, $4)
    order by found.distance_m, found.listing_id limit $6
  $query$, private.search_source(wanted, private.criteria_box(wanted), 1.2))
  using wanted, private.criteria_box(wanted), wanted.radius_m, after_id, after_distance, max_results;
end
$$;
comment on function private.find_nearest_within(private.search_criteria, double precision, uuid, integer) is
  'A page of listings in a shape or in named areas, or anywhere, by exact distance from the centre, then id, after a distance and id.';

-- Made by format() so that the condition is written once: as a function of its own it would be called for each row,
-- and a dynamic query is planned at each call, which takes longer than running it.
do $make$
declare
  -- Field by field: a whole row as a parameter would be taken apart again for each row that is looked at.
  fields text := (
    select string_agg(format('wanted.%1$I as %1$I', attname), ', ' order by attnum) from pg_catalog.pg_attribute
    where attrelid = 'private.search_criteria'::regclass and attnum > 0);
begin
  execute format($create$
    create function private.find_nearest(
      wanted private.search_criteria, after_distance double precision, after_id uuid, max_results integer)
    returns setof private.search_hit
    language plpgsql
    stable
    set search_path = ''
    set plan_cache_mode = force_generic_plan
    as $body$
    declare
      metres double precision := wanted.radius_m;
      bounds private.search_box;
      around private.search_reach;
      here integer;
      crowd integer;
      -- Square metres of a cell near the equator: a first guess needs no more.
      cell_area constant double precision := 111320.0 * 110574.0 / 200 / 200;
      ids uuid[];
      distances double precision[];
      is_last boolean := false;
    begin
      if metres is null or wanted.area_keys is not null or wanted.shape is not null then
        return query select hit.* from private.find_nearest_within(wanted, after_distance, after_id, max_results) as hit;
        return;
      end if;
      -- Rings: a page that a small circle already fills needs no look at the whole. The first is as wide as would hold
      -- twelve times the page if all around were as crowded as the kilometres to the west and east of the centre (a
      -- search keeps one row of ten, perhaps); what a ring held tells how much larger the next one must be.
      here := private.search_cell(wanted.longitude, wanted.latitude);
      select count(*) into crowd
      from (
        select from private.searchable_listings as near
        where near.purpose = wanted.purpose and near.cell between here - 2 and here + 2 limit 400
      ) as counted;
      metres := least(metres, greatest(metres / 20, coalesce(after_distance * 1.2, 0),
        sqrt(12.0 * max_results / (greatest(crowd, 1) / cell_area / 5) / pi())));
      loop
        is_last := metres >= wanted.radius_m;
        bounds := private.box_around(wanted.longitude, wanted.latitude, metres);
        around := private.reach_of(metres, wanted.latitude);
        select array_agg(near.listing_id), array_agg(near.distance_m) into ids, distances
        from (
          select found.listing_id, found.distance_m
          from (
            select searched.listing_id,
              extensions.st_distance(extensions.st_point(searched.longitude, searched.latitude)::extensions.geography, asked.centre) as distance_m
            from (select %1$s) as asked
            cross join (select bounds.west as west, bounds.south as south, bounds.east as east, bounds.north as north) as box
            cross join (select around.metres as metres, around.square as square, around.least_across as least_across,
              around.least_up as least_up, around.most_across as most_across, around.most_up as most_up) as reach
            cross join %2$s
          ) as found
          where after_id is null or (found.distance_m, found.listing_id) > (after_distance, after_id)
          order by found.distance_m, found.listing_id limit max_results
        ) as near;
        exit when is_last or cardinality(ids) >= max_results;
        metres := least(wanted.radius_m,
          metres * sqrt(least(greatest(1.5 * max_results / coalesce(cardinality(ids), 1), 2), 16)));
      end loop;
      return query select hit.listing_id, hit.distance_m::text, hit.distance_m from unnest(ids, distances) as hit (listing_id, distance_m);
    end
    $body$
  $create$, fields, private.cell_source());
end
$make$;
comment on function private.find_nearest(private.search_criteria, double precision, uuid, integer) is
  'A page of listings by exact distance in metres, then id, after a distance and id. Needs criteria with a centre.';

create function private.find_by_key(
  wanted private.search_criteria, sort_by public.search_order, after_key text, after_id uuid, max_results integer)
returns setof private.search_hit
language plpgsql
stable
set search_path = ''
as $$
declare
  box private.search_box := private.criteria_box(wanted);
  key_column text := case when sort_by = 'newest' then 'published_at' else 'price_kobo' end;
  direction text := case when sort_by = 'price' then 'asc' else 'desc' end;
begin
  return query execute format($query$
    select found.listing_id, found.key::text,
      case when ($1).centre is not null
        then extensions.st_distance(extensions.st_point(found.longitude, found.latitude)::extensions.geography, ($1).centre) end
    from (
      select searched.listing_id, searched.%1$I as key, searched.longitude, searched.latitude
      from (select searched.* from %2$s) as searched
      where %4$s
      order by searched.%1$I %3$s, searched.listing_id %3$s limit $4
    ) as found
    order by found.key %3$s, found.listing_id %3$s
  $query$,
    key_column, private.search_source(wanted, box, 0.4), direction,
    case when after_id is null then 'true' else format('(searched.%I, searched.listing_id) %s (%L, %L)',
      key_column, case direction when 'asc' then '>' else '<' end, after_key, after_id) end)
  using wanted, box, wanted.radius_m, max_results;
end
$$;
comment on function private.find_by_key(private.search_criteria, public.search_order, text, uuid, integer) is
  'A page of listings by price or by time of publication, then id, after a key and id.';

-- A cursor is opaque to clients, so plain text serves: order~key~id. As JSON in base64, twenty took a quarter of a millisecond.
create function private.search_listings(criteria jsonb, sort_by public.search_order, after text, max_results integer)
returns setof private.search_hit
language plpgsql
stable
security definer
-- A page. At the thousand rows of the default, reading all listings seems cheaper than looking each hit up.
rows 20
set search_path = ''
-- Compiling takes longer than any search.
set jit = off
as $$
declare
  wanted private.search_criteria := private.read_criteria(criteria);
  after_key text;
  after_id uuid;
begin
  if max_results is null or max_results not between 1 and 100 then
    perform private.raise_problem('search.bad_limit', 'Cannot search: max_results must be between 1 and 100', 400,
      jsonb_build_object('field', 'max_results'));
  end if;
  if sort_by is null then
    sort_by := (case when wanted.centre is null then 'newest' else 'distance' end)::public.search_order;
  end if;
  if sort_by = 'distance' and wanted.centre is null then
    perform private.refuse_criteria('near', 'is missing: sorting by distance needs it');
  end if;
  if after is not null then
    begin
      after_key := split_part(after, '~', 2);
      after_id := split_part(after, '~', 3)::uuid;
      if split_part(after, '~', 1) <> sort_by::text
        or sort_by = 'distance' and after_key::double precision is null
        or sort_by = 'newest' and (after_key !~ '^[0-9]{4}-' or after_key::timestamptz is null)
        or sort_by in ('price', 'price_desc') and after_key::bigint is null then
        raise invalid_parameter_value;
      end if;
    exception when data_exception then
      perform private.raise_problem('search.bad_cursor', 'Cannot go on from there: after must be the cursor of a row found with the same order', 400,
        jsonb_build_object('field', 'after'));
    end;
  end if;
  if sort_by = 'distance' then
    return query
    select hit.listing_id, concat_ws('~', sort_by, hit.sort_key, hit.listing_id), hit.distance_m
    from private.find_nearest(wanted, after_key::double precision, after_id, max_results) as hit;
  else
    return query
    select hit.listing_id, concat_ws('~', sort_by, hit.sort_key, hit.listing_id), hit.distance_m
    from private.find_by_key(wanted, sort_by, after_key, after_id, max_results) as hit;
  end if;
end
$$;
comment on function private.search_listings(jsonb, public.search_order, text, integer) is
  'Finds published listings only; runs as its owner so that the indexes of private.searchable_listings can be used.';

grant execute on function private.search_listings(jsonb, public.search_order, text, integer) to anon, authenticated, service_role;

create function public.search_listings(
  criteria jsonb default '{}',
  sort_by public.search_order default null,
  after text default null,
  max_results integer default 20
)
returns table (
  id uuid,
  title text,
  purpose public.listing_purpose,
  price_kobo bigint,
  price_per public.price_period,
  advance_periods smallint,
  currency text,
  kind public.unit_kind,
  bedrooms smallint,
  bathrooms smallint,
  is_furnished boolean,
  is_verified boolean,
  features public.feature[],
  area text,
  lga text,
  state text,
  longitude double precision,
  latitude double precision,
  published_at timestamptz,
  distance_m double precision,
  "cursor" text
)
language plpgsql
stable
set search_path = ''
rows 20
as $$
#variable_conflict use_column
begin
  perform private.visitors_may_keep(10, 30);
  -- plpgsql keeps the plan; the same in SQL would be planned anew at each call, for half of the time it takes.
  return query
  select listing.id, listing.title, listing.purpose, listing.price_kobo, listing.price_per,
    listing.advance_periods, listing.currency, listing.kind, listing.bedrooms, listing.bathrooms,
    listing.is_furnished, listing.is_verified, listing.features, listing.area, listing.lga, listing.state,
    extensions.st_x(listing.location::extensions.geometry), extensions.st_y(listing.location::extensions.geometry),
    listing.published_at, hit.distance_m, hit.next_cursor
  from private.search_listings(criteria, sort_by, after, max_results) with ordinality
    as hit (listing_id, next_cursor, distance_m, place)
  join public.listings as listing on listing.id = hit.listing_id
  order by hit.place;
end
$$;
comment on function public.search_listings(jsonb, public.search_order, text, integer) is
  'Published listings. criteria: purpose, min_price_kobo, max_price_kobo (rent for a year, a stay for a night, a sale in whole), min_bedrooms, max_bedrooms, min_bathrooms, kinds, features, furnished, verified_only, near {longitude, latitude}, radius_m (at most 50,000), polygon (GeoJSON), viewport [west, south, east, north], area, words, free_from and free_until. Sorted by distance when near is given, else newest first. after: the cursor of the last row seen. Errors (400) name the field: search.bad_criteria, search.bad_radius, search.bad_polygon, search.off_the_earth, search.bad_cursor, search.bad_limit.';
grant execute on function public.search_listings(jsonb, public.search_order, text, integer) to anon, authenticated, service_role;

-- 08_search/50_overviews.sql

-- Overviews of what a search would find: counts by facet, and the map, tile by tile.

create function private.count_facets(criteria jsonb)
returns jsonb
language plpgsql
stable
set search_path = ''
set jit = off
as $$
declare
  wanted private.search_criteria := private.read_criteria(criteria);
  -- Each facet shows what its other choices would find, so its own criterion is left aside for it.
  wider private.search_criteria := wanted;
  facets jsonb;
begin
  wider.kinds := null;
  wider.min_bedrooms := 0;
  wider.max_bedrooms := 50;
  wider.is_furnished := null;
  wider.verified_only := false;
  execute format($query$
    with found as materialized (
      select searched.kind, searched.bedrooms, searched.is_furnished, searched.is_verified, searched.feature_bits,
        searched.price_kobo, searched.area_key,
        ($4).kinds is null or searched.kind = any (($4).kinds) as of_kind,
        searched.bedrooms between ($4).min_bedrooms and ($4).max_bedrooms as of_size,
        ($4).is_furnished is null or searched.is_furnished = ($4).is_furnished as as_furnished,
        not ($4).verified_only or searched.is_verified as as_verified
      from %s
    ),
    grouped as (
      select kind, bedrooms, is_furnished, is_verified, area_key, grouping(kind, bedrooms, is_furnished, is_verified, area_key) as missing,
        count(*) filter (where of_size and as_furnished and as_verified) as for_kind,
        count(*) filter (where of_kind and as_furnished and as_verified) as for_size,
        count(*) filter (where of_kind and of_size and as_verified) as for_furnished,
        count(*) filter (where of_kind and of_size and as_furnished) as for_verified,
        count(*) filter (where of_kind and of_size and as_furnished and as_verified) as for_all
      from found
      group by grouping sets ((kind), (bedrooms), (is_furnished), (is_verified), (area_key), ())
    )
    select jsonb_build_object(
      'total', (select for_all from grouped where missing = 31),
      'kinds', (select coalesce(jsonb_object_agg(kind, for_kind), '{}') from grouped where missing = 15 and for_kind > 0),
      'bedrooms', (select coalesce(jsonb_object_agg(bedrooms, for_size), '{}') from grouped where missing = 23 and for_size > 0),
      'furnished', (select coalesce(sum(for_furnished), 0) from grouped where missing = 27 and is_furnished),
      'verified', (select coalesce(sum(for_verified), 0) from grouped where missing = 29 and is_verified),
      'areas', (
        select coalesce(jsonb_object_agg(area_key, for_all), '{}')
        from (select area_key, for_all from grouped where missing = 30 and for_all > 0 order by for_all desc, area_key limit 20) as top),
      'features', (
        select coalesce(jsonb_object_agg(feature, listings), '{}')
        from (
          select feature, count(*) as listings
          from found join unnest(enum_range(null::public.feature)) with ordinality as known (feature, place)
            on found.feature_bits & (1::bigint << (known.place::integer - 1)) <> 0
          where of_kind and of_size and as_furnished and as_verified
          group by feature
        ) as counted),
      'prices', (
        select case when count(*) > 0 then jsonb_build_object('lowest_kobo', min(price_kobo), 'highest_kobo', max(price_kobo),
          'quartiles_kobo', percentile_disc(array[0.25, 0.5, 0.75]) within group (order by price_kobo)) end
        from found where of_kind and of_size and as_furnished and as_verified))
  $query$, private.search_source(wider, private.criteria_box(wider), 1.2))
  into facets
  using wider, private.criteria_box(wider), wider.radius_m, wanted;
  return facets;
end
$$;
comment on function private.count_facets(jsonb) is 'Counts by facet the published listings that meet the criteria, at this moment.';

create function private.listing_facets(criteria jsonb)
returns jsonb
language sql
stable
security definer
set search_path = ''
as $$
  select coalesce(private.known_overview('facets', criteria), private.count_facets(criteria))
$$;
comment on function private.listing_facets(jsonb) is 'Counts published listings only; runs as its owner for the indexes of private.searchable_listings.';
grant execute on function private.listing_facets(jsonb) to anon, authenticated, service_role;

create function public.listing_facets(criteria jsonb default '{}')
returns jsonb
language sql
stable
set search_path = ''
as $$
  select private.visitors_may_keep(15, 60);
  select private.listing_facets(criteria)
$$;
comment on function public.listing_facets(jsonb) is
  'How many published listings meet the criteria of search_listings: total, and by kinds, bedrooms, furnished, verified, the 20 fullest areas, features, with lowest, highest and quartile prices in kobo. The counts of kinds, bedrooms, furnished and verified leave their own criterion aside. Those of a whole crowded market may be some minutes old. Errors as of search_listings.';
grant execute on function public.listing_facets(jsonb) to anon, authenticated, service_role;

-- Map tiles -------------------------------------------------------------------------------------

create function private.tile_box(zoom integer, x integer, y integer)
returns private.search_box
language sql
immutable
set search_path = ''
as $$
  select row(
    x * 360.0 / tiles - 180, degrees(atan(sinh(pi() * (1 - 2 * (y + 1) / tiles)))),
    (x + 1) * 360.0 / tiles - 180, degrees(atan(sinh(pi() * (1 - 2 * y / tiles)))))::private.search_box
  from (select power(2::double precision, zoom) as tiles) as scale
$$;
comment on function private.tile_box(integer, integer, integer) is
  'Bounds of a Web Mercator tile, in the numbering of OpenStreetMap and GeoJSON map libraries (y grows southwards).';

create function private.draw_tile(zoom integer, x integer, y integer, criteria jsonb)
returns jsonb
language plpgsql
stable
set search_path = ''
set jit = off
as $$
declare
  wanted private.search_criteria := private.read_criteria(criteria);
  box private.search_box;
  within private.search_box;
  tile jsonb;
begin
  if zoom is null or zoom not between 0 and 22 then
    perform private.raise_problem('search.bad_tile', 'Cannot draw the tile: zoom must be from 0 to 22', 400, jsonb_build_object('field', 'zoom'));
  end if;
  if x is null or x not between 0 and (1 << zoom) - 1 then
    perform private.raise_problem('search.bad_tile', format('Cannot draw the tile: x must be from 0 to %s', (1 << zoom) - 1), 400, jsonb_build_object('field', 'x'));
  end if;
  if y is null or y not between 0 and (1 << zoom) - 1 then
    perform private.raise_problem('search.bad_tile', format('Cannot draw the tile: y must be from 0 to %s', (1 << zoom) - 1), 400, jsonb_build_object('field', 'y'));
  end if;
  box := private.tile_box(zoom, x, y);
  within := private.criteria_box(wanted);
  within := row(greatest(box.west, within.west), greatest(box.south, within.south), least(box.east, within.east), least(box.north, within.north));
  -- Half open, west and south in: every listing lies in exactly one tile and one of its 64 squares.
  execute format($query$
    with found as materialized (
      select searched.listing_id, searched.longitude, searched.latitude, searched.price_kobo, searched.bedrooms,
        floor((searched.longitude - ($4).west) / (($4).east - ($4).west) * 8)::integer * 8
          + floor((searched.latitude - ($4).south) / (($4).north - ($4).south) * 8)::integer as square
      from %s
      where searched.longitude < ($4).east and searched.latitude < ($4).north
    ),
    squares as (
      select square, count(*) as listings, min(price_kobo) as lowest_kobo, avg(longitude) as longitude, avg(latitude) as latitude,
        count(*) <= 5 or $5 >= 17 as is_sparse
      from found group by square
    )
    select jsonb_build_object(
      'count', (select coalesce(sum(listings), 0) from squares),
      'clusters', (
        select coalesce(jsonb_agg(jsonb_build_object('longitude', round(longitude::numeric, 6), 'latitude', round(latitude::numeric, 6),
          'count', listings, 'lowest_kobo', lowest_kobo) order by square), '[]')
        from squares where not is_sparse),
      'points', (
        select coalesce(jsonb_agg(jsonb_build_object('id', found.listing_id, 'longitude', found.longitude, 'latitude', found.latitude,
          'price_kobo', found.price_kobo, 'bedrooms', found.bedrooms) order by found.listing_id), '[]')
        from found join squares using (square) where squares.is_sparse))
  $query$, private.search_source(wanted, within, 1.2))
  into tile
  using wanted, within, wanted.radius_m, box, zoom;
  return tile;
end
$$;
comment on function private.draw_tile(integer, integer, integer, jsonb) is 'Draws a tile of the published listings that meet the criteria, as they are at this moment.';

create function private.listing_tile(zoom integer, x integer, y integer, criteria jsonb)
returns jsonb
language sql
stable
security definer
set search_path = ''
as $$
  select coalesce(private.known_overview('tile', criteria, zoom, x, y), private.draw_tile(zoom, x, y, criteria))
$$;
comment on function private.listing_tile(integer, integer, integer, jsonb) is 'Shows published listings only; runs as its owner for the indexes of private.searchable_listings.';
grant execute on function private.listing_tile(integer, integer, integer, jsonb) to anon, authenticated, service_role;

create function public.listing_tile(zoom integer, x integer, y integer, criteria jsonb default '{}')
returns jsonb
language sql
stable
set search_path = ''
as $$
  select private.visitors_may_keep(15, 60);
  select private.listing_tile(zoom, x, y, criteria)
$$;
comment on function public.listing_tile(integer, integer, integer, jsonb) is
  'One Web Mercator tile of the map: clusters (centre, count, lowest price in kobo) and, where a sixty-fourth of the tile holds five listings or fewer, points. Every listing that meets the criteria is in exactly one tile of a zoom. A crowded tile without criteria may be some minutes old. Errors: search.bad_tile 400, and as of search_listings.';
grant execute on function public.listing_tile(integer, integer, integer, jsonb) to anon, authenticated, service_role;

-- Areas by what people type ------------------------------------------------------------------------

create function private.suggest_areas(typed text, max_results integer)
returns table (name text, state text, listings bigint)
language plpgsql
stable
security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
  folded text := private.fold_words(btrim(typed));
begin
  if max_results is null or max_results not between 1 and 50 then
    perform private.raise_problem('search.bad_limit', 'Cannot suggest areas: max_results must be between 1 and 50', 400,
      jsonb_build_object('field', 'max_results'));
  end if;
  return query
  select known.name, known.state, (
      select count(*) from (
        select from private.searchable_listings as searched
        where searched.area_key = private.fold_words(known.name) limit 10000
      ) as counted)
  from public.areas as known
  cross join lateral (
    select max(greatest(
      extensions.similarity(private.fold_words(called), folded),
      case when private.fold_words(called) like replace(replace(folded, '%', ''), '_', '') || '%' then 1 else 0 end)) as likeness
    from unnest(known.aliases || known.name) as called
  ) as alike
  where coalesce(folded, '') = '' or alike.likeness >= 0.3
  order by alike.likeness desc nulls last, known.name limit max_results;
end
$$;
comment on function private.suggest_areas(text, integer) is 'Counts published listings only.';
grant execute on function private.suggest_areas(text, integer) to anon, authenticated, service_role;

create function public.suggest_areas(typed text default '', max_results integer default 10)
returns table (name text, state text, listings bigint)
language sql
stable
set search_path = ''
as $$
  select private.visitors_may_keep(300, 3600);
  select * from private.suggest_areas(typed, max_results)
$$;
comment on function public.suggest_areas(text, integer) is
  'Areas whose name or alias begins with or resembles what was typed, with how many listings carry the name (counted up to 10,000).';
grant execute on function public.suggest_areas(text, integer) to anon, authenticated, service_role;

-- 08_search/52_crowded_overviews.sql

-- Overviews that count over tens of thousands of listings, and that every visitor's first screen asks for: made ahead by
-- the clock, so that nobody waits for them. An ordinary table: a standby has it too, and where it is empty or old the
-- overview is made on the spot. Only what is crowded is kept; in a small market nothing is.

create type private.overview_kind as enum ('facets', 'tile');
comment on type private.overview_kind is 'Counts by every filter, or a square of the map.';

create table private.overviews (
  kind private.overview_kind not null,
  purpose public.listing_purpose not null,
  zoom smallint not null default 0 check (zoom between 0 and 22),
  x integer not null default 0 check (x >= 0),
  y integer not null default 0 check (y >= 0),
  body jsonb,
  made_at timestamptz not null default '-infinity',
  primary key (kind, purpose, zoom, x, y)
);
comment on table private.overviews is
  'Facets and map tiles of all published listings of a purpose: those of crowded places with their answers, and one ring further those that are not crowded, to be looked at again now and then. A tree: a crowded tile has its four quarters here.';
comment on column private.overviews.kind is 'Facets or a tile.';
comment on column private.overviews.purpose is 'Of which listings.';
comment on column private.overviews.zoom is 'Zoom of the tile; 0 for facets.';
comment on column private.overviews.x is 'Column of the tile; 0 for facets.';
comment on column private.overviews.y is 'Row of the tile; 0 for facets.';
comment on column private.overviews.body is 'The answer; null where it is not crowded, and made on the spot.';
comment on column private.overviews.made_at is 'When it was last made, UTC.';
create index overviews_made_at_idx on private.overviews (made_at);
alter table private.overviews enable row level security;

create function private.known_overview(kind private.overview_kind, criteria jsonb, zoom integer default 0, x integer default 0, y integer default 0)
returns jsonb
language sql
stable
set search_path = ''
as $$
  select overview.body from private.overviews as overview
  where case jsonb_typeof(criteria) when 'object' then criteria - 'purpose' = '{}' end
    and overview.kind = known_overview.kind and overview.purpose::text = coalesce(criteria ->> 'purpose', 'rent')
    and overview.zoom = known_overview.zoom and overview.x = known_overview.x and overview.y = known_overview.y
    and overview.made_at > now() - interval '10 minutes'
$$;
comment on function private.known_overview(private.overview_kind, jsonb, integer, integer, integer) is
  'An overview that was made ahead and is at most ten minutes old; null when there is none, or the criteria name more than a purpose.';

create function private.renew_overviews(batch integer default 10, crowd integer default 20000)
returns integer
language plpgsql
set search_path = ''
as $$
declare
  due private.overviews;
  made jsonb;
  renewed integer := 0;
begin
  if not exists (select from private.overviews) then
    insert into private.overviews (kind, purpose)
    select root, purpose from unnest(enum_range(null::private.overview_kind)) as root, unnest(enum_range(null::public.listing_purpose)) as purpose
    on conflict do nothing;
  end if;
  for due in
    select overview.* from private.overviews as overview
    where overview.made_at < now() - case when overview.body is null then interval '1 hour' else interval '3 minutes' end
    order by overview.made_at limit batch
    for update skip locked
  loop
    made := case due.kind
      when 'facets' then private.count_facets(jsonb_build_object('purpose', due.purpose))
      when 'tile' then private.draw_tile(due.zoom, due.x, due.y, jsonb_build_object('purpose', due.purpose))
    end;
    if coalesce(made ->> 'total', made ->> 'count')::integer <= crowd then
      made := null;
    end if;
    update private.overviews as overview set body = made, made_at = clock_timestamp()
    where (overview.kind, overview.purpose, overview.zoom, overview.x, overview.y) = (due.kind, due.purpose, due.zoom, due.x, due.y);
    if due.kind = 'tile' and made is not null and due.zoom < 22 then
      insert into private.overviews (kind, purpose, zoom, x, y)
      select 'tile', due.purpose, due.zoom + 1, 2 * due.x + quarter % 2, 2 * due.y + quarter / 2 from generate_series(0, 3) as quarter
      on conflict do nothing;
    elsif due.kind = 'tile' and due.body is not null then
      delete from private.overviews as overview
      where overview.kind = 'tile' and overview.purpose = due.purpose and overview.zoom > due.zoom
        and overview.x >> (overview.zoom - due.zoom) = due.x and overview.y >> (overview.zoom - due.zoom) = due.y;
    end if;
    renewed := renewed + 1;
  end loop;
  return renewed;
end
$$;
comment on function private.renew_overviews(integer, integer) is
  'Makes a batch of overviews anew, those kept every three minutes, the others every hour; keeps those of more than crowd listings. Returns how many. Run by pg_cron.';
select cron.schedule('renew-overviews', '* * * * *', private.in_batches('private.renew_overviews'));

-- 08_search/60_listing_page.sql

-- The page of a listing, as every visitor may read it.

create function private.listing_page(listing_id uuid)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  page jsonb;
begin
  select jsonb_build_object(
    'id', listing.id, 'title', listing.title, 'description', listing.description, 'purpose', listing.purpose,
    'price_kobo', listing.price_kobo, 'price_per', listing.price_per, 'advance_periods', listing.advance_periods,
    'currency', listing.currency, 'kind', listing.kind, 'bedrooms', listing.bedrooms, 'bathrooms', listing.bathrooms,
    'is_furnished', listing.is_furnished, 'is_verified', listing.is_verified, 'features', listing.features,
    'is_tenanted', listing.purpose = 'sale' and private.is_tenanted(unit),
    'area', listing.area, 'lga', listing.lga, 'state', listing.state,
    'longitude', extensions.st_x(listing.location::extensions.geometry),
    'latitude', extensions.st_y(listing.location::extensions.geometry),
    'costs', public.listing_costs(listing.id), 'published_at', listing.published_at, 'confirm_by', listing.confirm_by, 'listed_by', organization.name,
    'photos', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'id', photo.id, 'position', photo.position, 'alt_text', photo.alt_text, 'color', photo.color,
        'width', photo.width, 'height', photo.height, 'sizes', photo.sizes) order by photo.position), '[]')
      from public.listing_media as photo where photo.listing_id = listing.id))
  into page
  from public.listings as listing
  join public.organizations as organization on organization.id = listing.org_id
  join public.units as unit on unit.id = listing.unit_id
  where listing.id = listing_id and listing.status = 'published';
  if page is null then
    perform private.raise_problem('listing.not_found', 'Cannot find the listing: it is not on the market', 404,
      jsonb_build_object('field', 'listing_id'));
  end if;
  return page;
end
$$;
comment on function private.listing_page(uuid) is 'What everyone may read of a published listing. Error: listing.not_found 404.';
grant execute on function private.listing_page(uuid) to anon, authenticated, service_role;

create function public.listing_page(listing_id uuid)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
begin
  perform private.visitors_may_keep(10, 30);
  return private.listing_page(listing_id);
end
$$;
comment on function public.listing_page(uuid) is
  'The public page of a listing that is on the market: what it is, where about, its photos, what it costs to move in (kobo), and who lists it. Error: listing.not_found 404.';
grant execute on function public.listing_page(uuid) to anon, authenticated, service_role;

-- 08_search/70_favourites.sql

-- Favourites: what a person keeps an eye on, with what it last said while it was on the market.

create table public.favourites (
  user_id uuid not null default auth.uid() references public.profiles (id) on delete cascade,
  listing_id uuid not null references public.listings (id) on delete cascade,
  note text check (private.is_prose(note) and length(note) <= 500),
  title text not null,
  price_kobo public.positive_kobo not null,
  price_per public.price_period not null,
  created_at timestamptz not null default now(),
  primary key (user_id, listing_id)
);
comment on table public.favourites is 'Listings that a person keeps, at most 500. They stay when the listing leaves the market; see my_favourites.';
comment on column public.favourites.user_id is 'Whose favourite.';
comment on column public.favourites.listing_id is 'The listing.';
comment on column public.favourites.note is 'The person''s own note, at most 500 characters.';
comment on column public.favourites.title is 'The listing''s headline when it was kept, renewed when it leaves the market.';
comment on column public.favourites.price_kobo is 'Its price in kobo for one price_per when it was kept, renewed when it leaves the market.';
comment on column public.favourites.price_per is 'What the price is for.';
comment on column public.favourites.created_at is 'When it was kept, UTC.';
create index favourites_listing_id_idx on public.favourites (listing_id);

alter table public.favourites enable row level security;
grant select, delete, insert (listing_id, note), update (note) on public.favourites to authenticated;
grant select, insert, update, delete on public.favourites to service_role;
create policy favourites_select on public.favourites for select to authenticated
  using (user_id = (select auth.uid()));
create policy favourites_insert on public.favourites for insert to authenticated
  with check (user_id = (select auth.uid()));
create policy favourites_update on public.favourites for update to authenticated
  using (user_id = (select auth.uid()))
  with check (user_id = (select auth.uid()));
create policy favourites_delete on public.favourites for delete to authenticated
  using (user_id = (select auth.uid()));

create function private.take_favourite()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  -- Runs as the caller: row-level security decides which listings can be kept.
  select listing.title, listing.price_kobo, listing.price_per
  into new.title, new.price_kobo, new.price_per
  from public.listings as listing where listing.id = new.listing_id;
  if not found then
    perform private.raise_problem('listing.not_found', 'Cannot keep the listing: find no such listing', 404,
      jsonb_build_object('field', 'listing_id'));
  end if;
  -- One person's favourites are counted by one transaction at a time.
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('favourites:' || new.user_id, 0));
  if (select count(*) >= 500 from public.favourites as kept
      where kept.user_id = new.user_id and kept.listing_id <> new.listing_id) then
    perform private.raise_problem('favourite.too_many', 'Cannot keep more than 500 favourites: remove one first', 409,
      jsonb_build_object('field', 'listing_id'));
  end if;
  return new;
end
$$;
comment on function private.take_favourite() is
  'Trigger: copies what the listing says, for listings that the caller can see. Errors: listing.not_found 404, favourite.too_many 409.';
create trigger limit_writing before insert on public.favourites
  for each row when (current_user = 'authenticated') execute function private.limit_writing();
create trigger read_text before insert or update of note on public.favourites
  for each row execute function private.read_text('prose:note');
create trigger take_favourite before insert on public.favourites
  for each row execute function private.take_favourite();

create function private.renew_favourites(listing public.listings)
returns void
language plpgsql
set search_path = ''
as $$
begin
  update public.favourites as kept
  set title = listing.title, price_kobo = listing.price_kobo, price_per = listing.price_per
  where kept.listing_id = listing.id;
end
$$;
comment on function private.renew_favourites(public.listings) is
  'Writes what a listing last said into the favourites of it when it leaves the market.';

create view public.my_favourites with (security_invoker = on) as
select
  kept.listing_id,
  kept.note,
  kept.created_at,
  listing.id is not null as is_available,
  coalesce(listing.title, kept.title) as title,
  coalesce(listing.price_kobo, kept.price_kobo) as price_kobo,
  coalesce(listing.price_per, kept.price_per) as price_per,
  listing.purpose,
  listing.kind,
  listing.bedrooms,
  listing.bathrooms,
  listing.area
from public.favourites as kept
left join public.listings as listing on listing.id = kept.listing_id and listing.status = 'published';
comment on view public.my_favourites is
  'The caller''s favourites; is_available is false for one that left the market, which shows its last title and price (kobo).';
grant select on public.my_favourites to authenticated;

-- 08_search/80_saved_searches.sql

-- Saved searches: what a person is looking for, kept in the form in which a new listing is matched against it.

create type public.alert_frequency as enum ('instant', 'daily');
comment on type public.alert_frequency is 'At once for each match, or one summary a day.';
create type public.alert_state as enum ('pending', 'notified');
comment on type public.alert_state is 'A pending alert waits for the day''s summary.';

-- A generated column runs it as whoever writes.
grant execute on function private.fold_words(text) to anon, authenticated, service_role;

create table public.saved_searches (
  id uuid primary key default private.uuid_v7(),
  user_id uuid not null references public.profiles (id) on delete cascade,
  name text not null check (private.is_line(name) and length(btrim(name)) between 1 and 80),
  frequency public.alert_frequency not null default 'instant',
  is_active boolean not null default true,
  purpose public.listing_purpose not null,
  min_price_kobo public.nonnegative_kobo,
  max_price_kobo public.nonnegative_kobo,
  min_bedrooms smallint check (min_bedrooms between 0 and 50),
  max_bedrooms smallint check (max_bedrooms between 0 and 50),
  min_bathrooms smallint check (min_bathrooms between 0 and 50),
  kinds public.unit_kind[] not null default '{}',
  features public.feature[] not null default '{}',
  furnished boolean,
  verified_only boolean not null default false,
  words text check (private.is_line(words) and length(words) <= 200),
  area text check (private.is_line(area) and length(btrim(area)) between 2 and 80),
  centre extensions.geography (point, 4326),
  radius_m integer check (radius_m between 1 and 50000),
  -- A plane and not a sphere: on that a polygon of half the world has no inside.
  polygon extensions.geometry (polygon, 4326),
  word_keys text[] generated always as (
    string_to_array(btrim(regexp_replace(private.fold_words(coalesce(words, '')), '\s+', ' ', 'g')), ' ')
  ) stored,
  area_key text generated always as (btrim(private.fold_words(coalesce(area, '')))) stored,
  bounds extensions.geometry (polygon, 4326),
  last_matched_at timestamptz,
  last_digest_on public.calendar_date,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint saved_searches_price_check check (min_price_kobo <= max_price_kobo),
  constraint saved_searches_bedrooms_check check (min_bedrooms <= max_bedrooms),
  constraint saved_searches_place_check check (
    num_nonnulls(centre, polygon, area) <= 1 and (centre is null) = (radius_m is null)
    and (bounds is null) = (num_nonnulls(centre, polygon) = 0)
  )
);
comment on table public.saved_searches is 'What a person looks for, at most 50 each. Written by save_search(), which checks every field.';
comment on column public.saved_searches.id is 'Time-ordered identifier.';
comment on column public.saved_searches.user_id is 'Who looks.';
comment on column public.saved_searches.name is 'What the person calls it, 1 to 80 characters.';
comment on column public.saved_searches.frequency is 'Told at once, or once a day.';
comment on column public.saved_searches.is_active is 'Whether new listings are matched against it.';
comment on column public.saved_searches.purpose is 'Rent, sale or shortlet.';
comment on column public.saved_searches.min_price_kobo is 'Lowest price in kobo, for one price_per of the listing; null: any.';
comment on column public.saved_searches.max_price_kobo is 'Highest price in kobo; null: any.';
comment on column public.saved_searches.min_bedrooms is 'Fewest bedrooms; null: any.';
comment on column public.saved_searches.max_bedrooms is 'Most bedrooms; null: any.';
comment on column public.saved_searches.min_bathrooms is 'Fewest bathrooms; null: any.';
comment on column public.saved_searches.kinds is 'One of these kinds; empty: any.';
comment on column public.saved_searches.features is 'All of these features.';
comment on column public.saved_searches.furnished is 'Furnished or not; null: either.';
comment on column public.saved_searches.verified_only is 'Only where the title was searched and found clean.';
comment on column public.saved_searches.words is 'Every one of these words must occur in title or area, whatever their tone marks.';
comment on column public.saved_searches.area is 'A named area, local government area or state.';
comment on column public.saved_searches.centre is 'Around this point, WGS 84, within radius_m.';
comment on column public.saved_searches.radius_m is 'Metres around centre, at most 50,000.';
comment on column public.saved_searches.polygon is 'Inside this drawn shape, WGS 84; its edges are straight on the map.';
comment on column public.saved_searches.word_keys is 'The words as they are compared.';
comment on column public.saved_searches.area_key is 'The area as it is compared; empty for none.';
comment on column public.saved_searches.bounds is 'A box around circle or polygon, for the spatial index; null when no place is drawn.';
comment on column public.saved_searches.last_matched_at is 'When it last met a new listing, UTC.';
comment on column public.saved_searches.last_digest_on is 'Nigerian date of its last daily summary.';
comment on column public.saved_searches.created_at is 'When it was saved, UTC.';
comment on column public.saved_searches.updated_at is 'Last change, UTC.';
create index saved_searches_user_id_idx on public.saved_searches (user_id, id);
create index saved_searches_bounds_idx on public.saved_searches using gist (bounds) where is_active;
create index saved_searches_area_idx on public.saved_searches (area_key, purpose) where is_active and bounds is null;

create table public.search_alerts (
  search_id uuid not null references public.saved_searches (id) on delete cascade,
  listing_id uuid not null references public.listings (id) on delete cascade,
  state public.alert_state not null,
  created_at timestamptz not null default now(),
  primary key (search_id, listing_id)
);
comment on table public.search_alerts is 'Each match of a saved search and a listing, once for ever: the key keeps a second alert out.';
comment on column public.search_alerts.search_id is 'The saved search.';
comment on column public.search_alerts.listing_id is 'The listing that matched.';
comment on column public.search_alerts.state is 'Pending until the person was told.';
comment on column public.search_alerts.created_at is 'When it matched, UTC.';
create index search_alerts_listing_id_idx on public.search_alerts (listing_id);
create index search_alerts_pending_idx on public.search_alerts (search_id) where state = 'pending';

alter table public.saved_searches enable row level security;
alter table public.search_alerts enable row level security;
grant select, delete, update (name, frequency, is_active) on public.saved_searches to authenticated;
grant select on public.search_alerts to authenticated;
grant select, insert, update, delete on public.saved_searches, public.search_alerts to service_role;
create policy saved_searches_select on public.saved_searches for select to authenticated
  using (user_id = (select auth.uid()));
create policy saved_searches_update on public.saved_searches for update to authenticated
  using (user_id = (select auth.uid()))
  with check (user_id = (select auth.uid()));
create policy saved_searches_delete on public.saved_searches for delete to authenticated
  using (user_id = (select auth.uid()));
create policy search_alerts_select on public.search_alerts for select to authenticated
  using (search_id = any (array(
    select mine.id from public.saved_searches as mine where mine.user_id = (select auth.uid())
  )));

create function private.bound_saved_search()
returns trigger
language plpgsql
set search_path = ''
as $$
declare
  latitude double precision;
  north double precision;
  east double precision;
begin
  if new.polygon is not null then
    new.bounds := extensions.st_envelope(new.polygon);
  elsif new.centre is not null then
    -- 110 km is less than a degree measures anywhere near the equator, so the box holds the whole circle.
    latitude := extensions.st_y(new.centre::extensions.geometry);
    north := new.radius_m / 110000.0;
    east := north / greatest(cos(radians(least(abs(latitude) + north, 89))), 0.02);
    new.bounds := extensions.st_expand(new.centre::extensions.geometry, east, north);
  else
    new.bounds := null;
  end if;
  return new;
end
$$;
comment on function private.bound_saved_search() is 'Trigger: keeps the box of a drawn place.';
create trigger bound_saved_search before insert or update of centre, radius_m, polygon, bounds on public.saved_searches
  for each row execute function private.bound_saved_search();
create trigger read_text before insert or update of name on public.saved_searches
  for each row execute function private.read_text('line:name');
create trigger touch_updated_at before update of name, frequency, is_active, purpose on public.saved_searches
  for each row execute function private.touch_updated_at();

-- 08_search/82_saving_a_search.sql

-- A saved search takes the criteria of search_listings and is read by the same function: what can be looked for, and
-- what is wrong with it, is said once.

create function private.read_saved_criteria(criteria jsonb)
returns public.saved_searches
language plpgsql
set search_path = ''
as $$
declare
  checked private.search_criteria := private.read_criteria(criteria);
  wanted public.saved_searches;
begin
  if nullif(criteria -> 'purpose', 'null') is null then
    perform private.refuse_criteria('purpose', 'must be rent, sale or shortlet');
  end if;
  if checked.free_for is not null then
    perform private.refuse_criteria('free_from', 'cannot be saved: nights pass');
  end if;
  wanted.area := private.criteria_text(criteria, 'area');
  if length(wanted.area) not between 2 and 80 then
    perform private.refuse_criteria('area', 'must have 2 to 80 characters');
  end if;
  if (checked.centre is not null)::integer + (coalesce(nullif(criteria -> 'polygon', 'null'), nullif(criteria -> 'viewport', 'null')) is not null)::integer + (wanted.area is not null)::integer > 1 then
    perform private.refuse_criteria(case when wanted.area is not null then 'area' else 'polygon' end,
      'is one place too many to save: give near with radius_m, a polygon, a viewport or an area');
  end if;
  if checked.centre is not null and checked.radius_m is null then
    perform private.refuse_criteria('radius_m', 'is missing: near needs it to be saved');
  end if;
  if wanted.area is null and checked.shape is not null then
    if extensions.geometrytype(checked.shape) <> 'POLYGON' then
      perform private.refuse_criteria('polygon', 'must be one Polygon to be saved', 'search.bad_polygon');
    end if;
    wanted.polygon := checked.shape;
  end if;
  wanted.centre := checked.centre;
  wanted.radius_m := checked.radius_m;
  wanted.purpose := checked.purpose;
  -- What was left out stays so: a bound that read_criteria fills in would hide it.
  wanted.min_price_kobo := private.criteria_number(criteria, 'min_price_kobo', 0, 1e15);
  wanted.max_price_kobo := private.criteria_number(criteria, 'max_price_kobo', 0, 1e15);
  wanted.min_bedrooms := private.criteria_number(criteria, 'min_bedrooms', 0, 50);
  wanted.max_bedrooms := private.criteria_number(criteria, 'max_bedrooms', 0, 50);
  wanted.min_bathrooms := private.criteria_number(criteria, 'min_bathrooms', 0, 50);
  wanted.kinds := coalesce(checked.kinds, '{}'::public.unit_kind[]);
  wanted.features := coalesce(
    private.criteria_words(criteria, 'features', enum_range(null::public.feature)::text[]), '{}'::text[])::public.feature[];
  wanted.furnished := checked.is_furnished;
  wanted.verified_only := checked.verified_only;
  wanted.words := private.criteria_text(criteria, 'words');
  return wanted;
end
$$;
comment on function private.read_saved_criteria(jsonb) is
  'Criteria of search_listings as a row to keep: purpose is required, nights are refused, at most one place. Errors as of private.read_criteria().';

create function private.save_search(criteria jsonb, name text, frequency public.alert_frequency, search_id uuid)
returns public.saved_searches
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  caller uuid := (select auth.uid());
  wanted public.saved_searches;
  saved public.saved_searches;
begin
  if caller is null then
    perform private.raise_problem('auth.required', 'Cannot save a search: sign in first', 401);
  end if;
  if name is null or length(btrim(name)) not between 1 and 80 then
    perform private.raise_problem('search.bad_criteria', 'Cannot save the search: name must have 1 to 80 characters', 400,
      jsonb_build_object('field', 'name'));
  end if;
  wanted := private.read_saved_criteria(criteria);
  if search_id is not null then
    update public.saved_searches as kept
    set name = btrim(name), frequency = coalesce(frequency, kept.frequency), purpose = wanted.purpose,
      min_price_kobo = wanted.min_price_kobo, max_price_kobo = wanted.max_price_kobo,
      min_bedrooms = wanted.min_bedrooms, max_bedrooms = wanted.max_bedrooms, min_bathrooms = wanted.min_bathrooms,
      kinds = wanted.kinds, features = wanted.features, furnished = wanted.furnished,
      verified_only = wanted.verified_only, words = wanted.words, area = wanted.area,
      centre = wanted.centre, radius_m = wanted.radius_m, polygon = wanted.polygon
    where kept.id = search_id and kept.user_id = caller
    returning kept.* into saved;
    if not found then
      perform private.raise_problem('search.not_found', 'Cannot find the search among your saved ones', 404,
        jsonb_build_object('field', 'search_id'));
    end if;
    return saved;
  end if;
  -- One person's searches are counted by one transaction at a time.
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('saved_searches:' || caller, 0));
  if (select count(*) >= 50 from public.saved_searches as kept where kept.user_id = caller) then
    perform private.raise_problem('search.too_many', 'Cannot save more than 50 searches: delete one first', 409,
      jsonb_build_object('field', 'criteria'));
  end if;
  insert into public.saved_searches (
    user_id, name, frequency, purpose, min_price_kobo, max_price_kobo, min_bedrooms, max_bedrooms, min_bathrooms,
    kinds, features, furnished, verified_only, words, area, centre, radius_m, polygon
  )
  values (
    caller, btrim(name), coalesce(frequency, 'instant'), wanted.purpose, wanted.min_price_kobo, wanted.max_price_kobo,
    wanted.min_bedrooms, wanted.max_bedrooms, wanted.min_bathrooms, wanted.kinds, wanted.features, wanted.furnished,
    wanted.verified_only, wanted.words, wanted.area, wanted.centre, wanted.radius_m, wanted.polygon
  )
  returning * into saved;
  return saved;
end
$$;
comment on function private.save_search(jsonb, text, public.alert_frequency, uuid) is
  'Checks the criteria, then writes the caller''s search, a new one or in place of search_id.';
grant execute on function private.save_search(jsonb, text, public.alert_frequency, uuid) to authenticated;

create function public.save_search(
  criteria jsonb,
  name text,
  frequency public.alert_frequency default null,
  search_id uuid default null
)
returns public.saved_searches
language sql
set search_path = ''
as $$
  select private.limit_person('save_search');
  select private.save_search(criteria, private.read_line('name', name), frequency, search_id)
$$;
comment on function public.save_search(jsonb, text, public.alert_frequency, uuid) is
  'Saves what you look for; with search_id changes a saved one. criteria: as of search_listings, but purpose is required, free_from and free_until are refused, and there is at most one place: near and radius_m, polygon, viewport or area. Errors name the field: those of search_listings, search.not_found 404, search.too_many 409.';
grant execute on function public.save_search(jsonb, text, public.alert_frequency, uuid) to authenticated;

-- 08_search/85_search_alerts.sql

-- Alerts: listings that come on the market or change are queued, and matched once a minute with the saved searches.
-- A queue and not a mark of time: a transaction that commits late is seen when it commits.

create table private.listings_to_match (
  id bigint generated always as identity primary key,
  listing_id uuid not null,
  queued_at timestamptz not null default now()
);
comment on table private.listings_to_match is
  'Listings to match with the saved searches. A row for each event: an event during a run is not lost in the row that the run already took.';
comment on column private.listings_to_match.id is 'Order of arrival.';
comment on column private.listings_to_match.listing_id is 'The listing; without a foreign key, for one that is gone is skipped.';
comment on column private.listings_to_match.queued_at is 'When, UTC.';
alter table private.listings_to_match enable row level security;

create function private.says_something_else(before public.listings, after public.listings)
returns boolean
language plpgsql
immutable
set search_path = ''
as $$
begin
  return (before.price_kobo, before.title, before.kind, before.bedrooms, before.bathrooms, before.features,
      before.is_furnished, before.is_verified, before.area, before.lga, before.state)
    is distinct from
    (after.price_kobo, after.title, after.kind, after.bedrooms, after.bathrooms, after.features,
      after.is_furnished, after.is_verified, after.area, after.lga, after.state)
    or before.location::text <> after.location::text;
end
$$;
comment on function private.says_something_else(public.listings, public.listings) is
  'Whether a listing that was written may now be what another search looks for.';

create function private.queue_listing_to_match(listing_id uuid)
returns void
language plpgsql
set search_path = ''
as $$
begin
  insert into private.listings_to_match (listing_id) values (queue_listing_to_match.listing_id);
end
$$;
comment on function private.queue_listing_to_match(uuid) is 'Queues a listing that came on the market or now says something else.';

create function private.search_fits(
  search public.saved_searches,
  purpose public.listing_purpose,
  price_kobo public.kobo,
  kind public.unit_kind,
  bedrooms smallint,
  bathrooms smallint,
  features public.feature[],
  is_furnished boolean,
  is_verified boolean,
  says text
)
returns boolean
language sql
immutable
set search_path = ''
as $$
  select search.purpose = purpose
    and price_kobo between coalesce(search.min_price_kobo, 0) and coalesce(search.max_price_kobo, 9223372036854775807)
    and bedrooms between coalesce(search.min_bedrooms, 0) and coalesce(search.max_bedrooms, 32767)
    and bathrooms >= coalesce(search.min_bathrooms, 0)
    and (search.kinds = '{}' or kind = any (search.kinds))
    and features operator(pg_catalog.@>) search.features
    and (search.furnished is null or search.furnished = is_furnished)
    and (is_verified or not search.verified_only)
    and not exists (select from unnest(search.word_keys) as word where position(word in says) = 0)
$$;
comment on function private.search_fits(public.saved_searches, public.listing_purpose, public.kobo, public.unit_kind, smallint, smallint, public.feature[], boolean, boolean, text) is
  'Whether a listing is what a saved search asks for, its place aside. says: title and area, folded.';

create function private.search_notice(search public.saved_searches, listing_ids uuid[], matches bigint)
returns jsonb
language sql
stable
set search_path = ''
as $$
  select jsonb_build_object('name', search.name, 'matches', matches, 'listings', coalesce(jsonb_agg(jsonb_build_object(
    'id', listing.id, 'title', listing.title, 'price_kobo', listing.price_kobo, 'price_per', listing.price_per,
    'area', listing.area) order by listing.id desc), '[]'))
  from public.listings as listing where listing.id = any (listing_ids)
$$;
comment on function private.search_notice(public.saved_searches, uuid[], bigint) is
  'What a notification says of matches: the search''s name, how many, and facts of the listings given.';
create function private.match_saved_searches(batch integer default 200)
returns integer
language plpgsql
security definer
set search_path = ''
as $$
declare
  listing_ids uuid[];
  met_searches uuid[];
  met_listings uuid[];
  events integer;
  notices private.notice[];
begin
  with taken as (
    delete from private.listings_to_match where id in (
      select id from private.listings_to_match order by id limit batch for update skip locked
    )
    returning listing_id
  )
  select array_agg(distinct listing_id), count(*) into listing_ids, events from taken;
  if events = 0 then
    return 0;
  end if;

  with fresh as (
    select listing.*, listing.location::extensions.geometry as point,
      private.fold_words(listing.title || ' ' || listing.area) as says,
      array['', btrim(private.fold_words(listing.area)), btrim(private.fold_words(listing.lga)),
        btrim(private.fold_words(listing.state))] as areas
    from public.listings as listing
    where listing.id = any (listing_ids) and listing.status = 'published'
  ),
  -- Two halves, so that each has its index: drawn places by their boxes, all others by area.
  met as (
    select fresh.id as listing_id, search.id as search_id, search.user_id, fresh.org_id
    from fresh
    join public.saved_searches as search
      on search.is_active and search.bounds operator(extensions.&&) fresh.point
      and case
        when search.polygon is not null then extensions.st_covers(search.polygon, fresh.point)
        else extensions.st_dwithin(search.centre, fresh.location, search.radius_m)
      end
    where private.search_fits(search, fresh.purpose, private.comparable_price_kobo(fresh.price_kobo, fresh.price_per), fresh.kind, fresh.bedrooms, fresh.bathrooms,
      fresh.features, fresh.is_furnished, fresh.is_verified, fresh.says)
    union all
    select fresh.id, search.id, search.user_id, fresh.org_id
    from fresh
    join public.saved_searches as search
      on search.is_active and search.bounds is null
      and search.area_key = any (fresh.areas) and search.purpose = fresh.purpose
    where private.search_fits(search, fresh.purpose, private.comparable_price_kobo(fresh.price_kobo, fresh.price_per), fresh.kind, fresh.bedrooms, fresh.bathrooms,
      fresh.features, fresh.is_furnished, fresh.is_verified, fresh.says)
  )
  select array_agg(met.search_id), array_agg(met.listing_id) into met_searches, met_listings
  from met
  where not exists (
    select from public.memberships as member where member.org_id = met.org_id and member.user_id = met.user_id
  )
  and not exists (
    select from public.search_alerts as known
    where known.search_id = met.search_id and known.listing_id = met.listing_id
  );
  if met_searches is null then
    return events;
  end if;

  -- Runs at the same time take the searches in one order: neither can wait for the other in a circle, and
  -- a search deleted meanwhile is left out.
  perform from public.saved_searches as search
  where search.id = any (met_searches) order by search.id for no key update;
  with made_alerts as (
    insert into public.search_alerts (search_id, listing_id, state)
    select search.id, met.listing_id,
      (case search.frequency when 'instant' then 'notified' else 'pending' end)::public.alert_state
    from unnest(met_searches, met_listings) as met (search_id, listing_id)
    join public.saved_searches as search on search.id = met.search_id
    order by search.id, met.listing_id
    on conflict do nothing
    returning search_id, listing_id, state
  ),
  marked as (
    update public.saved_searches as search set last_matched_at = now()
    where search.id in (select alert.search_id from made_alerts as alert)
  )
  select array_agg(row(
    search.user_id, null, 'search_matched', left('New for you: ' || listing.title, 140), search.id,
    private.search_notice(search, array[listing.id], 1))::private.notice)
  into notices
  from made_alerts as alert
  join public.saved_searches as search on search.id = alert.search_id
  join public.listings as listing on listing.id = alert.listing_id
  where alert.state = 'notified';
  perform private.notify(notices);
  return events;
end
$$;
comment on function private.match_saved_searches(integer) is
  'Matches up to batch queued listings with all active saved searches, writes the new alerts and tells those who want it at once; returns how many rows of the queue it worked off. Many may run at a time. Run by pg_cron.';

create function private.send_search_digests(today public.calendar_date default private.lagos_date(), batch integer default 200)
returns integer
language plpgsql
security definer
set search_path = ''
as $$
declare
  digested integer;
  notices private.notice[];
begin
  with due as (
    select search.* from public.saved_searches as search
    where search.is_active and (search.last_digest_on is null or search.last_digest_on < today)
      and search.id in (select alert.search_id from public.search_alerts as alert where alert.state = 'pending')
    order by search.id limit batch
    for no key update skip locked
  ),
  told as (
    update public.search_alerts as alert set state = 'notified'
    where alert.state = 'pending' and alert.search_id in (select id from due)
    returning alert.search_id, alert.listing_id
  ),
  -- What left the market meanwhile is not worth a message.
  still as (
    select told.search_id, count(*) as matches, (array_agg(told.listing_id order by told.listing_id desc))[1:10] as newest
    from told join public.listings as listing on listing.id = told.listing_id and listing.status = 'published'
    group by told.search_id
  ),
  marked as (
    update public.saved_searches set last_digest_on = today where id in (select search_id from still)
  )
  select (select count(*) from due), array_agg(row(
    search.user_id, null, 'search_matched', format('New today for %s: %s', search.name, still.matches), search.id,
    private.search_notice(search, still.newest, still.matches))::private.notice)
  into digested, notices
  from still join public.saved_searches as search on search.id = still.search_id;
  perform private.notify(notices);
  return digested;
end
$$;
comment on function private.send_search_digests(public.calendar_date, integer) is
  'Tells of the pending alerts of a batch of searches, one notification for each search and day with up to ten listings; returns how many searches it looked at. today: Nigerian date. Safe to repeat. Run by pg_cron.';

select cron.schedule('match-saved-searches', '* * * * *', private.in_batches('private.match_saved_searches'));
select cron.schedule('send-search-digests', '10 6 * * *', private.in_batches('private.send_search_digests'));

reset check_function_bodies;
reset statement_timeout;
reset lock_timeout;
