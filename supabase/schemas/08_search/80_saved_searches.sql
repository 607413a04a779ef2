-- Saved searches: what a person is looking for, kept in the form in which a new listing is matched against it.

create type public.alert_frequency as enum ('instant', 'daily');
comment on type public.alert_frequency is 'At once for each match, or one summary a day.';
create type public.alert_state as enum ('pending', 'notified');
comment on type public.alert_state is 'A pending alert waits for the day''s summary.';

-- A generated column runs it as whoever writes.
grant execute on function private.fold_words(text), private.folded(text) to anon, authenticated, service_role;

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
create trigger refuse_suspended before update or delete on public.saved_searches
  for each statement when (current_user = 'authenticated') execute function private.refuse_suspended();
create trigger bound_saved_search before insert or update of centre, radius_m, polygon, bounds on public.saved_searches
  for each row execute function private.bound_saved_search();
create trigger read_text before insert or update of name on public.saved_searches
  for each row execute function private.read_text('line:name');
create trigger touch_updated_at before update of name, frequency, is_active, purpose on public.saved_searches
  for each row execute function private.touch_updated_at();
