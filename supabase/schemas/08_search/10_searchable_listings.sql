-- What search reads: one narrow row for each published listing, kept by triggers. Under row-level security no
-- spatial or text index would be used (their operators are not leakproof), so search runs as its owner and
-- this table is where the visibility rule is repeated: a listing is here if and only if it is published.

-- In plpgsql, which keeps its plans: a function in SQL with a setting is parsed anew by each query that calls it.
create function private.folded(words text)
returns text
language plpgsql
immutable
parallel safe
set search_path = ''
as $$
begin
  return lower(regexp_replace(normalize(words, nfd), E'[\u0300-\u036f]', '', 'g'));
end
$$;
comment on function private.folded(text) is
  'Words without case, tone marks and underdots, so that Ìbàdàn, Ibadan and IBADAN are the same.';

create function private.fold_words(words text)
returns text
language sql
immutable
parallel safe
set search_path = ''
as $$
  select private.folded(words)
$$;
comment on function private.fold_words(text) is
  'private.folded() where a table or another function in SQL holds it.';

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
  words tsvector not null,
  move_in_kobo public.nonnegative_kobo not null default 0
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
comment on column private.searchable_listings.words is 'Folded words of title, area, LGA, state and kind; with them its purpose (#rent) and where it lies (#area yaba, #lga lagos mainland, #state lagos).';
comment on column private.searchable_listings.move_in_kobo is 'What the occupier pays to move in, in kobo: private.move_in_kobo().';
alter table private.searchable_listings enable row level security;

-- Each of these holds all that filters ask for, so that a search reads neighbouring index entries and not rows
-- scattered over the table. Measured against GiST and <-> in docs/decisions/0006. What most rows fail is part of the
-- key: an entry that fails it is passed over before anybody asks whether its row is visible, and rows that changed
-- lately must be looked at for that.
create index searchable_cell_idx on private.searchable_listings (purpose, cell, price_kobo, bedrooms, longitude, latitude)
  include (bathrooms, kind, is_furnished, is_verified, feature_bits, word_bits, published_at, listing_id, area_key, move_in_kobo);
create index searchable_price_idx on private.searchable_listings (purpose, price_kobo, listing_id)
  include (bedrooms, bathrooms, kind, is_furnished, is_verified, feature_bits, longitude, latitude, published_at, area_key, move_in_kobo);
create index searchable_move_in_idx on private.searchable_listings (purpose, move_in_kobo, listing_id)
  include (price_kobo, bedrooms, bathrooms, kind, is_furnished, is_verified, feature_bits, longitude, latitude, published_at, area_key);
create index searchable_newest_idx on private.searchable_listings (purpose, published_at, listing_id)
  include (price_kobo, bedrooms, bathrooms, kind, is_furnished, is_verified, feature_bits, longitude, latitude, area_key, move_in_kobo);
create index searchable_area_idx on private.searchable_listings (area_key, purpose)
  include (price_kobo, bedrooms, bathrooms, kind, is_furnished, is_verified, feature_bits, longitude, latitude, published_at, listing_id, move_in_kobo);
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
stable
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
  -- Where it lies is kept apart from what its title mentions: a Kano Street is not in Kano.
  searchable.words := private.listing_words(listing) || array_to_tsvector(array[
    '#area ' || private.search_phrase(listing.area), '#lga ' || private.search_phrase(listing.lga),
    '#state ' || private.search_phrase(listing.state)]);
  select bit_or(private.word_bit(word)) into searchable.word_bits from unnest(tsvector_to_array(searchable.words)) as word;
  searchable.words := searchable.words || array_to_tsvector(array['#' || listing.purpose]);
  searchable.move_in_kobo := private.move_in_kobo(listing);
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
