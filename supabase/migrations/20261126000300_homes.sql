-- Generated from supabase/schemas by `deno task db:migration`; do not edit. sha256 e067316288baedf2453933c63e708691aaa9e8e4f784cbd26c9823e0025b0d0f
set lock_timeout = '5s';
set statement_timeout = '600s';
-- Functions may speak of what later files make.
set check_function_bodies = off;

-- 03_homes/10_states.sql

-- Addresses as Nigerians write them: estate, house number, postcode where one is used, and a state by its one
-- name; how exact the point is; and the whole address for those to whom it may be told.

create table public.nigerian_states (
  code text primary key check (code ~ '^[A-Z]{2}$'),
  name text not null unique check (length(name) between 2 and 40),
  also_called text[] not null default '{}'
);
comment on table public.nigerian_states is 'The 36 states and the Federal Capital Territory. Reference data, changed by migrations only.';
comment on column public.nigerian_states.code is 'ISO 3166-2:NG, without the country.';
comment on column public.nigerian_states.name is 'The name that properties carry.';
comment on column public.nigerian_states.also_called is 'Other names that are understood, lower case.';

insert into public.nigerian_states (code, name, also_called) values
  ('AB', 'Abia', '{}'), ('AD', 'Adamawa', '{}'), ('AK', 'Akwa Ibom', '{}'), ('AN', 'Anambra', '{}'),
  ('BA', 'Bauchi', '{}'), ('BY', 'Bayelsa', '{}'), ('BE', 'Benue', '{}'), ('BO', 'Borno', '{}'),
  ('CR', 'Cross River', '{}'), ('DE', 'Delta', '{}'), ('EB', 'Ebonyi', '{}'), ('ED', 'Edo', '{}'),
  ('EK', 'Ekiti', '{}'), ('EN', 'Enugu', '{}'),
  ('FC', 'FCT', '{abuja,federal capital territory,f.c.t.,fct abuja,abuja fct}'), ('GO', 'Gombe', '{}'),
  ('IM', 'Imo', '{}'), ('JI', 'Jigawa', '{}'), ('KD', 'Kaduna', '{}'), ('KN', 'Kano', '{}'),
  ('KT', 'Katsina', '{}'), ('KE', 'Kebbi', '{}'), ('KO', 'Kogi', '{}'), ('KW', 'Kwara', '{}'),
  ('LA', 'Lagos', '{}'), ('NA', 'Nasarawa', '{nassarawa}'), ('NI', 'Niger', '{}'), ('OG', 'Ogun', '{}'),
  ('ON', 'Ondo', '{}'), ('OS', 'Osun', '{}'), ('OY', 'Oyo', '{}'), ('PL', 'Plateau', '{}'),
  ('RI', 'Rivers', '{}'), ('SO', 'Sokoto', '{}'), ('TA', 'Taraba', '{}'), ('YO', 'Yobe', '{}'),
  ('ZA', 'Zamfara', '{}');

alter table public.nigerian_states enable row level security;
grant select on public.nigerian_states to anon, authenticated, service_role;
create policy nigerian_states_select on public.nigerian_states for select to anon, authenticated using (true);

create function private.state_name(written text)
returns text
language sql
stable
set search_path = ''
as $$
  select state.name
  from public.nigerian_states as state,
    regexp_replace(lower(btrim(written)), '\s+state$', '') as word
  where lower(state.name) = word or word = any (state.also_called)
$$;
comment on function private.state_name(text) is
  'The one name of a state as people write it ("lagos state", "Abuja"); null for one that does not exist.';
grant execute on function private.state_name(text) to authenticated, service_role;

create type public.location_precision as enum ('exact', 'street', 'area');
comment on type public.location_precision is 'What a property''s point marks: its gate, somewhere in its street, or only its area.';

-- 03_homes/20_properties.sql

-- Properties are places; units are what is let or sold in them.

create type public.property_kind as enum ('estate', 'building', 'house', 'land');
comment on type public.property_kind is 'An estate holds buildings, a building holds units; a house or a plot of land stands alone.';
create type public.property_use as enum ('residential', 'commercial', 'mixed');
comment on type public.property_use is 'Use of the premises: tenancy law differs by it.';

create table public.properties (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null references public.organizations (id),
  parent_id uuid,
  kind public.property_kind not null,
  use public.property_use not null default 'residential',
  name text not null check (private.is_line(name) and length(btrim(name)) between 1 and 160),
  street text not null check (private.is_line(street) and length(btrim(street)) between 3 and 200),
  area text not null check (private.is_line(area) and length(btrim(area)) between 2 and 80),
  lga text not null check (private.is_line(lga) and length(btrim(lga)) between 2 and 80),
  state text not null check (length(btrim(state)) between 2 and 40),
  landmark text check (private.is_line(landmark) and length(landmark) <= 160),
  longitude double precision,
  latitude double precision,
  location extensions.geography (point, 4326)
    generated always as (extensions.st_point(longitude, latitude)::extensions.geography) stored,
  shown_location extensions.geography (point, 4326),
  is_verified boolean not null default false,
  estate_name text check (private.is_line(estate_name) and length(btrim(estate_name)) between 2 and 160),
  house_number text check (private.is_line(house_number) and length(btrim(house_number)) between 1 and 20),
  postcode text check (postcode ~ '^[0-9]{6}$'),
  location_precision public.location_precision not null default 'exact',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (org_id, id),
  foreign key (org_id, parent_id) references public.properties (org_id, id),
  check (parent_id <> id),
  constraint properties_in_nigeria_check check (
    num_nulls(longitude, latitude) in (0, 2) and longitude between 2.5 and 15 and latitude between 4 and 14
  ),
  constraint properties_state_fkey
  foreign key (state) references public.nigerian_states (name)
);
comment on table public.properties is 'A place that an organization owns or manages. Its exact point is for the organization and its tenants, not for visitors.';
comment on column public.properties.id is 'Time-ordered identifier.';
comment on column public.properties.org_id is 'The organization it belongs to; never changes.';
comment on column public.properties.parent_id is
  'The estate it stands in; null when it stands alone. Same organization; at most five levels in all.';
comment on column public.properties.kind is 'Estate, building, house or land.';
comment on column public.properties.use is 'Residential, commercial or mixed.';
comment on column public.properties.name is 'What the owner calls it.';
comment on column public.properties.street is 'Street; with the house number before it where house_number is not given.';
comment on column public.properties.area is 'The area people search by, such as Yaba.';
comment on column public.properties.lga is 'Local government area.';
comment on column public.properties.state is 'The state''s name in nigerian_states; other ways to write it are understood and corrected.';
comment on column public.properties.landmark is 'A landmark near it.';
comment on column public.properties.longitude is 'Of the exact point, WGS 84 degrees east; null when unknown.';
comment on column public.properties.latitude is 'Of the exact point, WGS 84 degrees north; null when unknown.';
comment on column public.properties.location is 'The exact point, of longitude and latitude: people write numbers, for PostGIS answers a bad geometry with an internal error.';
comment on column public.properties.shown_location is 'The point shown to visitors: 150 to 400 metres from the exact one, drawn once, so that many listings do not give the exact one away.';
comment on column public.properties.is_verified is 'Whether a title document of it was searched and found clean; never set by its owner.';
comment on column public.properties.estate_name is 'The estate or close it is in, as on its gate; null when in none.';
comment on column public.properties.house_number is 'Number, block or plot in the street, such as 14B or Plot 7; null when none is given or the street has it.';
comment on column public.properties.postcode is 'Six digits; few addresses have one.';
comment on column public.properties.location_precision is 'What the point marks: exact, street or area.';
comment on column public.properties.created_at is 'When it was added, UTC.';
comment on column public.properties.updated_at is 'Last change, UTC.';
create index properties_parent_idx on public.properties (org_id, parent_id);

alter table public.properties enable row level security;
grant select, delete,
  insert (org_id, parent_id, kind, use, name, street, area, lga, state, landmark, longitude, latitude, estate_name,
    house_number, postcode, location_precision),
  update (parent_id, kind, use, name, street, area, lga, state, landmark, longitude, latitude, estate_name, house_number,
    postcode, location_precision)
  on public.properties to authenticated;
grant select, insert, update, delete on public.properties to service_role;

-- properties_select and units_select also let tenants see where they live: made with the tenancies.
create policy properties_insert on public.properties for insert to authenticated
  with check (org_id = any (array(select private.my_org_ids('properties.write'))));
create policy properties_update on public.properties for update to authenticated
  using (org_id = any (array(select private.my_org_ids('properties.write'))))
  with check (org_id = any (array(select private.my_org_ids('properties.write'))));
create policy properties_delete on public.properties for delete to authenticated
  using (org_id = any (array(select private.my_org_ids('properties.write'))));

create trigger limit_writing before insert or update on public.properties
  for each row when (current_user = 'authenticated') execute function private.limit_writing();
create trigger read_text before insert or update of name, street, area, lga, landmark, estate_name, house_number on public.properties
  for each row execute function private.read_text(
    'line:name', 'line:street', 'line:area', 'line:lga', 'line:landmark', 'line:estate_name', 'line:house_number');
create trigger touch_updated_at before update on public.properties
  for each row execute function private.touch_updated_at();

create type public.feature as enum (
  'parking', 'security', 'gated', 'borehole', 'water_treatment', 'prepaid_meter', 'generator', 'inverter', 'solar',
  'air_conditioning', 'fitted_kitchen', 'wardrobes', 'balcony', 'boys_quarters', 'garden', 'swimming_pool', 'gym',
  'elevator', 'internet', 'serviced', 'pets_allowed', 'waterfront', 'all_rooms_ensuite', 'cctv'
);
comment on type public.feature is 'What a unit or its compound has, in the words of Nigerian listings.';

create function private.known_state(written text)
returns text
language plpgsql
stable
set search_path = ''
as $$
declare
  known text := private.state_name(written);
begin
  if known is null then
    perform private.raise_problem('property.unknown_state',
      format('Cannot use the state %s: write one of the 36 states or FCT', coalesce(written, '(none)')), 400,
      jsonb_build_object('field', 'state'));
  end if;
  return known;
end
$$;
comment on function private.known_state(text) is
  'The one name of a state. Error: property.unknown_state 400.';

-- What happens when a property is written, in this order -------------------------------------------

create function private.before_property_written()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  -- The column location is made of these two after all triggers.
  exact extensions.geography := extensions.st_point(new.longitude, new.latitude)::extensions.geography;
begin
  perform private.require_place(new.longitude, new.latitude);
  if tg_op = 'INSERT' or new.state is distinct from old.state then
    new.state := private.known_state(new.state);
  end if;
  if tg_op = 'INSERT' then
    new.shown_location := private.draw_shown_location(exact);
  else
    new.shown_location := private.redraw_shown_location(exact, old.location, old.shown_location);
  end if;
  if tg_op = 'INSERT' and new.parent_id is not null
    or tg_op = 'UPDATE' and (new.parent_id, new.kind) is distinct from (old.parent_id, old.kind) then
    perform private.check_property_parent(new);
  end if;
  return new;
end
$$;
comment on function private.before_property_written() is
  'Trigger: a point that is none is refused, the state by its one name, the point that visitors see, and whether it may stand where it is put.';
create trigger before_property_written before insert or update on public.properties
  for each row execute function private.before_property_written();

create function private.after_property_written()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  -- First, because what follows may change the same row again.
  perform private.note_change(tg_op, 'public.properties', 'id', to_jsonb(old), to_jsonb(new));
  if tg_op = 'INSERT' and new.parent_id is not null or tg_op = 'UPDATE' and old.parent_id is distinct from new.parent_id then
    perform private.renew_verified(new.org_id, new.id);
  end if;
  if tg_op = 'UPDATE' and (
    (old.area, old.lga, old.state, old.is_verified) is distinct from (new.area, new.lga, new.state, new.is_verified)
    or old.shown_location::text is distinct from new.shown_location::text
  ) then
    perform private.renew_listing_facts(new.org_id, array(
      select unit.id from public.units as unit where unit.org_id = new.org_id and unit.property_id = new.id));
  end if;
  return null;
end
$$;
comment on function private.after_property_written() is
  'Trigger: the audit log, whether papers of where it stands now verify it, and the listings that say something of it.';
create trigger after_property_written after insert or update or delete on public.properties
  for each row execute function private.after_property_written();
create index properties_state_idx on public.properties (state);

create function private.require_place(longitude double precision, latitude double precision)
returns void
language plpgsql
set search_path = ''
as $$
declare
  wrong text := case
    -- Not a number is over every number, so neither it nor infinity lies between two.
    when coalesce(longitude not between 2.5 and 15, latitude is not null) then 'longitude'
    when coalesce(latitude not between 4 and 14, longitude is not null) then 'latitude'
  end;
begin
  if wrong is not null then
    perform private.raise_problem('property.bad_place',
      format('Cannot place the property: %s must lie in Nigeria, from %s degrees, and both or neither be given', wrong,
        case wrong when 'longitude' then '2.5 to 15' else '4 to 14' end), 400, jsonb_build_object('field', wrong));
  end if;
end
$$;
comment on function private.require_place(double precision, double precision) is
  'Refuses (400 property.bad_place) a point outside Nigeria, or half a point, and names the field.';
grant execute on function private.require_place(double precision, double precision) to authenticated, service_role;

create function private.exact_place(unit_id uuid)
returns table (
  street text, house_number text, estate_name text, area text, lga text, state text, landmark text,
  longitude double precision, latitude double precision, "precision" public.location_precision
)
language sql
stable
set search_path = ''
as $$
  select property.street, property.house_number, property.estate_name, property.area, property.lga, property.state,
    property.landmark, extensions.st_x(property.location::extensions.geometry),
    extensions.st_y(property.location::extensions.geometry), property.location_precision
  from public.units as unit
  join public.properties as property on property.org_id = unit.org_id and property.id = unit.property_id
  where unit.id = exact_place.unit_id
$$;
comment on function private.exact_place(uuid) is
  'The whole address and exact point (WGS 84 degrees, null when unknown) of a unit. Asks nobody''s permission: the caller has made sure that the address may be told.';

-- 03_homes/25_units.sql

-- Units are what is let or sold: a flat, a shop, a plot.

create type public.unit_kind as enum (
  'room', 'self_contain', 'mini_flat', 'flat', 'maisonette', 'bungalow', 'terrace', 'semi_detached', 'detached',
  'shop', 'office', 'warehouse', 'plot'
);
comment on type public.unit_kind is 'What a unit is, in the words of Nigerian listings (a self-contain is one room with its own bath and kitchen; a mini flat has one bedroom).';

create table public.units (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  property_id uuid not null,
  label text not null check (private.is_line(label) and length(btrim(label)) between 1 and 80),
  kind public.unit_kind not null,
  bedrooms smallint not null default 0 check (bedrooms between 0 and 50),
  bathrooms smallint not null default 0 check (bathrooms between 0 and 50),
  floor_area_sqm numeric(9, 1) check (floor_area_sqm > 0 and floor_area_sqm < 100000000),
  features public.feature[] not null default '{}' check (cardinality(features) <= 24 and array_position(features, null) is null),
  is_furnished boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (org_id, id),
  unique (org_id, property_id, label),
  foreign key (org_id, property_id) references public.properties (org_id, id)
);
comment on table public.units is 'What is let or sold: a flat, a shop, a plot. Whether it is free follows from its holds and tenancies (unit_occupancy).';
comment on column public.units.id is 'Time-ordered identifier.';
comment on column public.units.org_id is 'The organization; the same as the property''s.';
comment on column public.units.property_id is 'The property it is in.';
comment on column public.units.label is 'Which one it is in its property: Flat 2, Shop B4.';
comment on column public.units.kind is 'What it is.';
comment on column public.units.bedrooms is 'Number of bedrooms.';
comment on column public.units.bathrooms is 'Number of bathrooms.';
comment on column public.units.floor_area_sqm is 'Floor or plot area in square metres.';
comment on column public.units.features is 'What the unit and its compound have.';
comment on column public.units.is_furnished is 'Whether it comes with furniture.';
comment on column public.units.created_at is 'When it was added, UTC.';
comment on column public.units.updated_at is 'Last change, UTC.';
create index units_property_id_idx on public.units (property_id);
alter table public.units enable row level security;
grant select, delete,
  insert (org_id, property_id, label, kind, bedrooms, bathrooms, floor_area_sqm, features, is_furnished),
  update (label, kind, bedrooms, bathrooms, floor_area_sqm, features, is_furnished)
  on public.units to authenticated;
grant select, insert, update, delete on public.units to service_role;
create policy units_insert on public.units for insert to authenticated
  with check (org_id = any (array(select private.my_org_ids('properties.write'))));
create policy units_update on public.units for update to authenticated
  using (org_id = any (array(select private.my_org_ids('properties.write'))))
  with check (org_id = any (array(select private.my_org_ids('properties.write'))));
create policy units_delete on public.units for delete to authenticated
  using (org_id = any (array(select private.my_org_ids('properties.write'))));
create trigger limit_writing before insert or update on public.units
  for each row when (current_user = 'authenticated') execute function private.limit_writing();
create trigger read_text before insert or update of label on public.units
  for each row execute function private.read_text('line:label');
create trigger touch_updated_at before update on public.units
  for each row execute function private.touch_updated_at();
create trigger record_audit after insert or update or delete on public.units
  for each row execute function private.record_audit();

create function private.after_unit_written()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform private.renew_listing_facts(new.org_id, array[new.id]);
  return null;
end
$$;
comment on function private.after_unit_written() is 'Trigger: the listings of a unit say what it says.';
create trigger after_unit_written after update on public.units
  for each row when (
    (old.kind, old.bedrooms, old.bathrooms, old.features, old.is_furnished)
      is distinct from (new.kind, new.bedrooms, new.bathrooms, new.features, new.is_furnished))
  execute function private.after_unit_written();

-- 03_homes/30_property_tree.sql

-- Properties stand in estates, never in themselves, and at most five deep.

create function private.lock_property_tree(org_id uuid)
returns void
language sql
set search_path = ''
as $$
  select pg_advisory_xact_lock(hashtextextended('property_tree:' || org_id, 0))
$$;
comment on function private.lock_property_tree(uuid) is
  'Until the transaction ends, nobody else changes how the organization''s properties stand in each other.';

create function private.lock_my_property_trees()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform private.lock_property_tree(mine.org_id)
  from (select org_id from private.my_org_ids('properties.write') as org_id order by 1) as mine;
  return null;
end
$$;
comment on function private.lock_my_property_trees() is
  'Trigger for the statement: people take the lock before any row is locked, as a title review does, so that the two cannot wait for each other.';
create trigger lock_my_property_trees before update of parent_id, kind on public.properties
  for each statement execute function private.lock_my_property_trees();

create function private.check_property_parent(property public.properties)
returns void
language plpgsql
set search_path = ''
as $$
declare
  reason text;
  field text := 'parent_id';
  levels_above integer;
  levels_below integer;
  goes_round boolean;
  parent_kind public.property_kind;
begin
  if not private.may_know(property.org_id, 'properties.read') then
    return;
  end if;
  perform private.lock_property_tree(property.org_id);

  with recursive below as (
    select property.id, 1 as level
    union all
    select child.id, below.level + 1
    from below
    join public.properties as child on child.org_id = property.org_id and child.parent_id = below.id
    where below.level < 10
  )
  select max(level) into levels_below from below;
  if property.kind <> 'estate' and levels_below > 1 then
    field := 'kind';
    reason := format('other properties stand in it, and a %s holds none', property.kind);
  elsif property.parent_id is not null then
    with recursive above as (
      select parent.id, parent.parent_id, parent.kind, 1 as level
      from public.properties as parent
      where parent.org_id = property.org_id and parent.id = property.parent_id
      union all
      select parent.id, parent.parent_id, parent.kind, above.level + 1
      from above
      join public.properties as parent on parent.org_id = property.org_id and parent.id = above.parent_id
      where above.level < 10 and above.id <> property.id
    )
    select max(above.level), bool_or(above.id = property.id), (array_agg(above.kind order by above.level))[1]
    into levels_above, goes_round, parent_kind
    from above;
    reason := case
      when goes_round or property.parent_id = property.id then 'a property cannot stand in itself or in what stands in it'
      when parent_kind is null then 'the organization has no such property'
      when parent_kind <> 'estate' then format('a %s holds no other properties, only an estate does', parent_kind)
      when levels_above + levels_below > 5 then 'estates and what stands in them go at most five levels deep'
    end;
  end if;
  if reason is not null then
    perform private.raise_problem('property.bad_parent', 'Cannot place the property there: ' || reason, 409,
      jsonb_build_object('field', field));
  end if;
end
$$;
comment on function private.check_property_parent(public.properties) is
  'Before a property is placed: a parent is an estate of the organization, not the property itself nor anything in it, within five levels. Error: property.bad_parent 409.';

-- 03_homes/40_unit_holds.sql

-- Every claim on a unit is a row here, so that one constraint makes double letting impossible.

create type public.hold_reason as enum ('payment', 'offer', 'tenancy', 'shortlet', 'sale');
comment on type public.hold_reason is 'Why a unit is claimed.';
create type public.hold_status as enum ('active', 'released', 'expired');
comment on type public.hold_status is 'Only an active hold blocks others.';

create type public.held_right as enum ('possession', 'title');
comment on type public.held_right is 'What of a unit is claimed: its use (lettings, stays) or its ownership (sales). A home can be sold with its tenants in it.';

insert into private.state_transitions (machine, from_state, to_state) values
  ('unit_hold', null, 'active'), ('unit_hold', 'active', 'released'), ('unit_hold', 'active', 'expired');

create table public.unit_holds (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  unit_id uuid not null,
  period daterange not null check (not isempty(period) and not lower_inf(period)),
  reason public.hold_reason not null,
  held_right public.held_right not null default 'possession',
  status public.hold_status not null default 'active',
  expires_at timestamptz,
  is_block boolean not null default false,
  note text check (private.is_prose(note) and length(note) <= 300),
  created_at timestamptz not null default now(),
  unique (org_id, id),
  foreign key (org_id, unit_id) references public.units (org_id, id),
  constraint unit_holds_no_overlap
    exclude using gist (unit_id with =, held_right with =, period with &&) where (status = 'active'),
  check (reason <> 'tenancy' or expires_at is null),
  constraint unit_holds_right_check check (held_right = 'possession' or reason in ('offer', 'sale')),
  constraint unit_holds_block_check check (not is_block or reason = 'shortlet'),
  constraint unit_holds_sale_check check (reason <> 'sale' or (expires_at is null and held_right = 'title'))
);
comment on table public.unit_holds is 'Who has a claim on a unit and when. No two active claims on the same right in a unit may overlap.';
comment on column public.unit_holds.id is 'Time-ordered identifier.';
comment on column public.unit_holds.org_id is 'The organization of the unit.';
comment on column public.unit_holds.unit_id is 'The claimed unit.';
comment on column public.unit_holds.period is 'Days of the claim, from (included) to (excluded). Open-ended for a tenancy until possession is returned, so that holding over blocks too.';
comment on column public.unit_holds.reason is 'What the claim is for.';
comment on column public.unit_holds.held_right is 'What is claimed: possession or title.';
comment on column public.unit_holds.status is 'Active, released or expired.';
comment on column public.unit_holds.expires_at is 'When a temporary claim lapses, UTC; null for a tenancy.';
comment on column public.unit_holds.is_block is 'Whether the owner closed these days, with nobody staying; such a hold can be lifted by hand.';
comment on column public.unit_holds.note is 'The owner''s own note, at most 300 characters.';
comment on column public.unit_holds.created_at is 'When the claim was made, UTC.';
comment on constraint unit_holds_no_overlap on public.unit_holds is 'Double letting and double selling are impossible, whoever writes and in whichever order.';
comment on constraint unit_holds_right_check on public.unit_holds is 'Only who buys claims title.';
create index unit_holds_unit_idx on public.unit_holds (org_id, unit_id);
create index unit_holds_expires_at_idx on public.unit_holds (expires_at) where status = 'active' and expires_at is not null;

alter table public.unit_holds enable row level security;
grant select on public.unit_holds to authenticated;
grant select, insert, update, delete on public.unit_holds to service_role;
create policy unit_holds_select on public.unit_holds for select to authenticated using (
  case
    when org_id = any (array(select private.my_org_ids('properties.read'))) then true
  end is not null
);
create trigger guard_move before update of status on public.unit_holds
  for each row execute function private.guard_move('unit_hold');
create trigger record_audit after insert or update or delete on public.unit_holds
  for each row execute function private.record_audit();

create function private.move_hold(hold_id uuid, to_status public.hold_status, reason text default null)
returns void
language plpgsql
set search_path = ''
as $$
begin
  perform private.begin_move('unit_hold', hold_id, reason);
  update public.unit_holds set status = to_status where id = hold_id;
end
$$;
comment on function private.move_hold(uuid, public.hold_status, text) is 'Moves a hold, and with that frees the unit.';

create function private.expire_holds(only_unit uuid default null, batch integer default 200)
returns integer
language plpgsql
set search_path = ''
as $$
declare
  lapsed record;
  moved integer := 0;
begin
  if only_unit is not null then
    -- Who claims a unit waits here for others that do: afterwards no two of them can deadlock.
    perform from public.units as unit where unit.id = only_unit for no key update;
  end if;
  for lapsed in
    select hold.id, hold.unit_id, hold.reason from public.unit_holds as hold
    where hold.status = 'active' and hold.expires_at <= now() and (only_unit is null or hold.unit_id = only_unit)
    order by hold.expires_at limit batch
  loop
    if only_unit is null then
      -- The sweeper waits for nobody: what is busy now is swept the next time.
      perform from public.units as unit where unit.id = lapsed.unit_id for no key update skip locked;
      continue when not found;
      if lapsed.reason = 'offer' and exists (select from public.offers as offer where offer.hold_id = lapsed.id) then
        perform from public.listings as listing
        where listing.id = (select offer.listing_id from public.offers as offer where offer.hold_id = lapsed.id)
        for update skip locked;
        continue when not found;
      end if;
    end if;
    perform from public.unit_holds as hold
    where hold.id = lapsed.id and hold.status = 'active' and hold.expires_at <= now()
    for update skip locked;
    if found then
      perform private.move_hold(lapsed.id, 'expired', 'Lapsed');
      moved := moved + 1;
    end if;
  end loop;
  return moved;
end
$$;
comment on function private.expire_holds(uuid, integer) is
  'Expires a batch of lapsed holds, of one unit when named; returns how many. Taking a hold calls it for its unit, which it locks; pg_cron for the rest.';

create function private.refuse_claim(claim public.unit_holds)
returns void
language plpgsql
set search_path = ''
as $$
begin
  -- Who claims either right waits here for who claims the other.
  perform from public.units as unit where unit.id = claim.unit_id for no key update;
  if exists (
    select from public.unit_holds as other
    left join public.tenancies as tenancy on tenancy.org_id = other.org_id and tenancy.hold_id = other.id
    where other.unit_id = claim.unit_id and other.status = 'active' and other.period && claim.period
      and other.held_right <> claim.held_right
      and (claim.held_right = 'possession' or tenancy.is_in_force is not true)
  ) then
    raise exclusion_violation using message = 'a claim on the other right in the unit stands against this one';
  end if;
end
$$;
comment on function private.refuse_claim(public.unit_holds) is
  'Before a unit is claimed: one that is being sold, or is sold, is not let anew; one that is held or booked is not sold. Only a tenancy in force stands beside a sale: the buyer takes the unit with its tenants. Error: 23P01, as the constraint''s.';

create function private.before_hold_taken()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform private.admit_move('unit_hold', new.org_id, new.id, null, new.status::text);
  if new.status = 'active' then
    perform private.refuse_claim(new);
  end if;
  return new;
end
$$;
comment on function private.before_hold_taken() is 'Trigger: the new claim enters its state and meets the claims that stand.';
create trigger before_hold_taken before insert on public.unit_holds
  for each row execute function private.before_hold_taken();

create function private.after_hold_moved()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  if old.status = 'active' and new.status <> 'active' and new.reason = 'offer' then
    perform private.lapse_offer(new);
  end if;
  return null;
end
$$;
comment on function private.after_hold_moved() is
  'Trigger: what else ends with a claim on a unit. A tenancy moves its own; an accepted offer lapses with it, and its sale.';
create trigger after_hold_moved after update of status on public.unit_holds
  for each row when (old.status <> new.status) execute function private.after_hold_moved();

create function private.take_hold(
  unit public.units,
  period daterange,
  reason public.hold_reason,
  expires_at public.instant default null,
  held_right public.held_right default 'possession'
)
returns uuid
language plpgsql
set search_path = ''
as $$
declare
  hold_id uuid;
begin
  perform private.expire_holds(unit.id);
  insert into public.unit_holds (org_id, unit_id, period, reason, expires_at, held_right)
  values (unit.org_id, unit.id, period, reason, expires_at, held_right)
  returning id into hold_id;
  return hold_id;
exception when exclusion_violation then
  perform private.raise_problem(
    'unit.already_taken',
    format('Cannot take %s from %s: it is let, held or sold for some of that time', unit.label, lower(period)),
    409, jsonb_build_object('field', 'starts_on'));
  return null;
end
$$;
comment on function private.take_hold(public.units, daterange, public.hold_reason, public.instant, public.held_right) is
  'Claims possession of a unit, or title to it, for a period, or refuses with unit.already_taken (409).';
select cron.schedule('expire-holds', '* * * * *', private.in_batches('private.expire_holds'));

-- 03_homes/50_title_documents.sql

-- Papers by which a property is owned. The organization tells what they say; the platform's staff look at
-- them, search the registry, and only then is a property shown as verified.

create type public.title_document_kind as enum (
  'certificate_of_occupancy', 'governors_consent', 'deed_of_assignment', 'registered_survey', 'excision_gazette',
  'family_receipt', 'power_of_attorney', 'probate', 'building_approval'
);
comment on type public.title_document_kind is 'The papers with which land and houses are held in Nigeria.';
create type public.title_document_status as enum ('unseen', 'copy_seen', 'searched_clean', 'searched_adverse');
comment on type public.title_document_status is
  'Told only; a copy was seen; the registry was searched and agrees; the registry was searched and does not agree.';

-- A copy is seen before the registry is searched: from then on nobody can change the facts that are searched.
insert into private.state_transitions (machine, from_state, to_state) values
  ('title_document', null, 'unseen'), ('title_document', 'unseen', 'copy_seen'),
  ('title_document', 'copy_seen', 'unseen'),
  ('title_document', 'copy_seen', 'searched_clean'), ('title_document', 'copy_seen', 'searched_adverse'),
  ('title_document', 'searched_clean', 'searched_adverse'), ('title_document', 'searched_adverse', 'searched_clean'),
  ('title_document', 'searched_clean', 'copy_seen'), ('title_document', 'searched_adverse', 'copy_seen');

create table public.title_documents (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  property_id uuid not null,
  kind public.title_document_kind not null,
  number text check (private.is_line(number) and length(btrim(number)) between 1 and 80),
  registry text check (private.is_line(registry) and length(btrim(registry)) between 2 and 160),
  holder_name text not null check (private.is_line(holder_name) and length(btrim(holder_name)) between 2 and 200),
  issued_on public.calendar_date,
  storage_path text,
  status public.title_document_status not null default 'unseen',
  status_note text check (private.is_prose(status_note) and length(status_note) <= 500),
  searched_on public.calendar_date,
  searched_by uuid references public.profiles (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (org_id, id),
  unique (org_id, property_id, kind, number),
  foreign key (org_id, property_id) references public.properties (org_id, id),
  constraint title_documents_storage_path_check
    check (private.is_line(storage_path) and starts_with(storage_path, org_id || '/') and length(storage_path) between 38 and 400)
);
comment on table public.title_documents is 'A paper by which a property, or the estate it stands in, is owned; and what a search of it found.';
comment on column public.title_documents.id is 'Time-ordered identifier.';
comment on column public.title_documents.org_id is 'The organization; the same as the property''s.';
comment on column public.title_documents.property_id is 'The property that it is about; it counts for all that stands in it.';
comment on column public.title_documents.kind is 'Which paper.';
comment on column public.title_documents.number is 'Its number or registration particulars, such as 45/45/2311; null when it has none.';
comment on column public.title_documents.registry is 'Where it is registered, such as Lagos State Lands Registry, Alausa.';
comment on column public.title_documents.holder_name is 'Who holds the title by this paper.';
comment on column public.title_documents.issued_on is 'Date on it; never in the future.';
comment on column public.title_documents.storage_path is 'The scan in the bucket title-documents: <org_id>/…; null when none was uploaded.';
comment on column public.title_documents.status is 'How far it was examined; moved by review_title_document only.';
comment on column public.title_documents.status_note is 'What the last review found.';
comment on column public.title_documents.searched_on is 'Nigerian date of the last search of the registry.';
comment on column public.title_documents.searched_by is 'The staff member who searched.';
comment on column public.title_documents.created_at is 'When it was told of, UTC.';
comment on column public.title_documents.updated_at is 'Last change, UTC.';
create index title_documents_property_id_idx on public.title_documents (property_id);
create index title_documents_searched_by_idx on public.title_documents (searched_by);
create index title_documents_status_idx on public.title_documents (status, id);

alter table public.title_documents enable row level security;
grant select, delete on public.title_documents to authenticated;
grant select, insert, update, delete on public.title_documents to service_role;
create policy title_documents_select on public.title_documents for select to authenticated
  using ((select private.is_staff()) or org_id = any (array(select private.my_org_ids('properties.read'))));
create policy title_documents_delete on public.title_documents for delete to authenticated
  using (org_id = any (array(select private.my_org_ids('properties.write'))));

create function private.before_title_document_written()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  if tg_op <> 'DELETE' then
    perform private.admit_move('title_document', new.org_id, new.id, old.status::text, new.status::text);
  end if;
  if tg_op in ('UPDATE', 'DELETE') and old.status <> 'unseen' and (
    tg_op = 'DELETE'
    or (new.property_id, new.kind, new.number, new.registry, new.holder_name, new.issued_on, new.storage_path)
      is distinct from
      (old.property_id, old.kind, old.number, old.registry, old.holder_name, old.issued_on, old.storage_path)
  ) then
    perform private.raise_problem('title_document.reviewed',
      'Cannot change a title document that was reviewed: add another one, or ask the reviewer to send it back', 409,
      jsonb_build_object('field', 'status'));
  end if;
  if tg_op = 'DELETE' then
    return old;
  end if;
  if new.issued_on > private.lagos_date() then
    perform private.raise_problem('title_document.bad_fact', 'Cannot use a date of issue in the future', 400,
      jsonb_build_object('field', 'issued_on'));
  end if;
  return new;
end
$$;
comment on function private.before_title_document_written() is
  'Trigger: moves as its machine allows, and what was reviewed stays as it was. Errors: title_document.reviewed 409, title_document.bad_fact 400.';
create trigger before_title_document_written before insert or update or delete on public.title_documents
  for each row execute function private.before_title_document_written();
create trigger touch_updated_at before update on public.title_documents
  for each row execute function private.touch_updated_at();
create trigger record_audit after insert or update or delete on public.title_documents
  for each row execute function private.record_audit();

-- Verified properties -------------------------------------------------------------------------

create function private.renew_verified(org_id uuid, property_id uuid)
returns void
language sql
set search_path = ''
as $$
  with recursive below as (
    select property.id, property.parent_id
    from public.properties as property
    where property.org_id = renew_verified.org_id and property.id = renew_verified.property_id
    union all
    select child.id, child.parent_id
    from below
    join public.properties as child on child.org_id = renew_verified.org_id and child.parent_id = below.id
  ), line as (
    select below.id as property_id, below.id as holder_id, below.parent_id from below
    union all
    select line.property_id, parent.id, parent.parent_id
    from line
    join public.properties as parent on parent.org_id = renew_verified.org_id and parent.id = line.parent_id
  ), verdict as (
    select line.property_id,
      coalesce(bool_or(document.status = 'searched_clean'), false)
        and not coalesce(bool_or(document.status = 'searched_adverse'), false) as is_verified
    from line
    left join public.title_documents as document
      on document.org_id = renew_verified.org_id and document.property_id = line.holder_id
    group by line.property_id
  )
  update public.properties as property
  set is_verified = verdict.is_verified
  from verdict
  where property.id = verdict.property_id and property.is_verified <> verdict.is_verified
$$;
comment on function private.renew_verified(uuid, uuid) is
  'Sets is_verified of a property and all in it: a clean search of its own or of what it stands in, and no adverse one. The caller holds the tree''s lock.';

create function private.follow_title_search()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  document public.title_documents := case when tg_op = 'DELETE' then old else new end;
begin
  perform private.lock_property_tree(document.org_id);
  perform private.renew_verified(document.org_id, document.property_id);
  return null;
end
$$;
comment on function private.follow_title_search() is 'Trigger: the property and all in it follow what a search found.';
create trigger follow_title_search after update of status or delete on public.title_documents
  for each row execute function private.follow_title_search();

-- Reviews -------------------------------------------------------------------------------------

create function private.review_title_document(
  title_document_id uuid,
  status public.title_document_status,
  note text
)
returns public.title_documents
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  document public.title_documents;
  status_before public.title_document_status;
  is_search boolean := status in ('searched_clean', 'searched_adverse');
  written text := nullif(btrim(note), '');
begin
  if not private.is_staff() then
    perform private.raise_problem('auth.forbidden', 'Only staff of the platform review title documents', 403);
  end if;
  if status is null then
    perform private.raise_problem('title_document.bad_review', 'Cannot review without a status', 400,
      jsonb_build_object('field', 'status'));
  end if;
  if length(written) > 500 or (written is null and status <> 'copy_seen') then
    perform private.raise_problem('title_document.bad_review',
      'Cannot review without saying what was found, in 1 to 500 characters', 400, jsonb_build_object('field', 'note'));
  end if;
  -- The tree is locked before the row, in the order of everyone who changes both.
  select d.* into document from public.title_documents as d where d.id = title_document_id;
  if found then
    perform private.lock_property_tree(document.org_id);
    select d.* into document from public.title_documents as d where d.id = title_document_id for update;
  end if;
  if document.id is null then
    perform private.raise_problem('title_document.not_found', 'Cannot find the title document', 404,
      jsonb_build_object('field', 'title_document_id'));
  end if;
  if document.status = status and document.status_note is not distinct from written then
    return document;
  end if;
  status_before := document.status;
  perform private.begin_move('title_document', title_document_id, written);
  update public.title_documents as d
  set status = status, status_note = written,
    searched_on = case when is_search then private.lagos_date() end,
    searched_by = case when is_search then auth.uid() end
  where d.id = title_document_id
  returning d.* into document;
  if status_before = status then
    -- No move, but a review: a registry is searched again and still says the same.
    perform set_config('estate.moving', '', true);
    insert into public.state_changes (org_id, machine, subject_id, from_state, to_state, reason, actor_id)
    values (document.org_id, 'title_document', document.id, status::text, status::text, written, auth.uid());
  end if;
  return document;
end
$$;
comment on function private.review_title_document(uuid, public.title_document_status, text) is
  'See public.review_title_document.';
create function public.review_title_document(
  title_document_id uuid,
  status public.title_document_status,
  note text default null
)
returns public.title_documents
language sql
set search_path = ''
as $$
  select private.limit_person('review_title_document');
  select private.review_title_document(title_document_id, status, private.read_prose('note', note))
$$;
comment on function public.review_title_document(uuid, public.title_document_status, text) is
  'Staff only: records what was found of a title document; the history is in state_changes. A copy is seen before the registry is searched; a note is needed for all but copy_seen. The same review again changes nothing. Errors: auth.forbidden 403, title_document.not_found 404, title_document.bad_review 400, title_document.illegal_transition 409.';
grant execute on function private.review_title_document(uuid, public.title_document_status, text),
  public.review_title_document(uuid, public.title_document_status, text) to authenticated;

-- 03_homes/52_telling_of_titles.sql

-- What an owner tells of a title document, and corrects until a reviewer has seen a copy. By functions, because a date
-- that is written into a table is read by a setting of whoever connects: docs/decisions/0017.

create function private.check_title_facts(told public.title_documents)
returns void
language plpgsql
set search_path = ''
as $$
declare
  wrong text := case
    when told.kind is null then 'kind'
    when coalesce(length(told.holder_name), 0) not between 2 and 200 then 'holder_name'
    when length(told.number) > 80 then 'number'
    when length(told.registry) not between 2 and 160 then 'registry'
    when not starts_with(told.storage_path, told.org_id || '/') or length(told.storage_path) not between 38 and 400 then 'storage_path'
  end;
begin
  if wrong is not null then
    perform private.raise_problem('title_document.bad_fact', format('Cannot keep the title document: %s %s', wrong,
      case wrong
        when 'kind' then 'is missing'
        when 'holder_name' then 'must have 2 to 200 characters'
        when 'number' then 'must have 1 to 80 characters'
        when 'registry' then 'must have 2 to 160 characters'
        else 'must be a file in the folder of the organization'
      end), 400, jsonb_build_object('field', wrong));
  end if;
end
$$;
comment on function private.check_title_facts(public.title_documents) is
  'Refuses (400 title_document.bad_fact) facts that make no sense, naming the field.';

create function private.add_title_document(
  property_id uuid, kind public.title_document_kind, holder_name text, number text, registry text,
  issued_on public.calendar_date, storage_path text)
returns public.title_documents
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  told public.title_documents;
begin
  select p.org_id, p.id into told.org_id, told.property_id from public.properties as p
  where p.id = property_id and p.org_id in (select private.my_org_ids('properties.read'));
  if not found then
    perform private.raise_problem('title_document.unknown_property', 'Cannot find the property among your organizations', 404,
      jsonb_build_object('field', 'property_id'));
  end if;
  perform private.require_permission(told.org_id, 'properties.write');
  told.kind := kind;
  told.holder_name := btrim(holder_name);
  told.number := nullif(btrim(number), '');
  told.registry := nullif(btrim(registry), '');
  told.issued_on := issued_on;
  told.storage_path := storage_path;
  perform private.check_title_facts(told);
  insert into public.title_documents as made (org_id, property_id, kind, holder_name, number, registry, issued_on, storage_path)
  values (told.org_id, told.property_id, told.kind, told.holder_name, told.number, told.registry, told.issued_on, told.storage_path)
  returning made.* into told;
  return told;
exception when unique_violation then
  perform private.raise_problem('title_document.already_there', 'Cannot add it: the property has a title document of this kind and number', 409,
    jsonb_build_object('field', 'number'));
  return null;
end
$$;
comment on function private.add_title_document(uuid, public.title_document_kind, text, text, text, public.calendar_date, text) is
  'Checks the caller and the facts, then keeps the document, unseen.';

create function public.add_title_document(
  property_id uuid, kind public.title_document_kind, holder_name text, number text default null,
  registry text default null, issued_on text default null, storage_path text default null)
returns public.title_documents
language sql
set search_path = ''
as $$
  select private.limit_person('add_title_document');
  select private.add_title_document(
    property_id, kind, private.read_line('holder_name', holder_name), private.read_line('number', number),
    private.read_line('registry', registry), private.read_date('issued_on', issued_on),
    private.read_line('storage_path', storage_path))
$$;
comment on function public.add_title_document(uuid, public.title_document_kind, text, text, text, text, text) is
  'Tells of a paper by which a property of yours is owned; storage_path is a scan in your organization''s folder of the bucket title-documents. Errors: title_document.unknown_property 404, auth.forbidden 403, title_document.bad_fact 400, title_document.already_there 409.';

create function private.correct_title_document(
  title_document_id uuid, kind public.title_document_kind, holder_name text, number text, registry text,
  issued_on public.calendar_date, storage_path text)
returns public.title_documents
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  told public.title_documents;
begin
  select d.* into told from public.title_documents as d
  where d.id = title_document_id and d.org_id in (select private.my_org_ids('properties.read'))
  for update;
  if not found then
    perform private.raise_problem('title_document.not_found', 'Cannot find the title document among your organizations', 404,
      jsonb_build_object('field', 'title_document_id'));
  end if;
  perform private.require_permission(told.org_id, 'properties.write');
  told.kind := kind;
  told.holder_name := btrim(holder_name);
  told.number := nullif(btrim(number), '');
  told.registry := nullif(btrim(registry), '');
  told.issued_on := issued_on;
  told.storage_path := storage_path;
  perform private.check_title_facts(told);
  update public.title_documents as d
  set kind = told.kind, holder_name = told.holder_name, number = told.number, registry = told.registry,
    issued_on = told.issued_on, storage_path = told.storage_path
  where d.id = told.id
  returning d.* into told;
  return told;
exception when unique_violation then
  perform private.raise_problem('title_document.already_there', 'Cannot correct it: the property has another title document of this kind and number', 409,
    jsonb_build_object('field', 'number'));
  return null;
end
$$;
comment on function private.correct_title_document(uuid, public.title_document_kind, text, text, text, public.calendar_date, text) is
  'Checks the caller and the facts, then writes all of them anew.';

create function public.correct_title_document(
  title_document_id uuid, kind public.title_document_kind, holder_name text, number text default null,
  registry text default null, issued_on text default null, storage_path text default null)
returns public.title_documents
language sql
set search_path = ''
as $$
  select private.limit_person('correct_title_document');
  select private.correct_title_document(
    title_document_id, kind, private.read_line('holder_name', holder_name), private.read_line('number', number),
    private.read_line('registry', registry), private.read_date('issued_on', issued_on),
    private.read_line('storage_path', storage_path))
$$;
comment on function public.correct_title_document(uuid, public.title_document_kind, text, text, text, text, text) is
  'Writes the facts of a title document of yours anew, until a reviewer has seen a copy; what is left out is emptied. Errors: title_document.not_found 404, auth.forbidden 403, title_document.bad_fact 400, title_document.already_there, title_document.reviewed 409.';
grant execute on function
  private.add_title_document(uuid, public.title_document_kind, text, text, text, public.calendar_date, text),
  public.add_title_document(uuid, public.title_document_kind, text, text, text, text, text),
  private.correct_title_document(uuid, public.title_document_kind, text, text, text, public.calendar_date, text),
  public.correct_title_document(uuid, public.title_document_kind, text, text, text, text, text)
  to authenticated;

-- 03_homes/55_title_document_files.sql

-- Scans of title documents: a private bucket, one folder for each organization.

-- The limits are set again where somebody made the bucket by hand.
insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
values ('title-documents', 'title-documents', false, 10485760, '{application/pdf,image/jpeg,image/png}')
on conflict (id) do update
set public = excluded.public, file_size_limit = excluded.file_size_limit, allowed_mime_types = excluded.allowed_mime_types;

-- Files are evidence: there is no policy by which anyone could replace or delete one.
create policy title_document_files_select on storage.objects for select to authenticated
  using (
    bucket_id = 'title-documents' and (
      (select private.is_staff())
      or (storage.foldername(name))[1] = any (array(select org_id::text from private.my_org_ids('properties.read') as org_id))
    )
  );
create policy title_document_files_insert on storage.objects for insert to authenticated
  with check (
    bucket_id = 'title-documents'
    and (storage.foldername(name))[1] = any (array(select org_id::text from private.my_org_ids('properties.write') as org_id))
    and name !~ '(^|/)\.{0,2}(/|$)'
    and lower(storage.extension(name)) in ('pdf', 'jpg', 'jpeg', 'png')
  );

-- 03_homes/60_import_rows.sql

-- Reading one row of an owner's spreadsheet: every cell is read as people write it, and everything that is
-- wrong with the row is said at once.

create type private.import_row as (
  row_number integer,
  problems jsonb,
  property_key text,
  unit_key text,
  property_name text,
  kind public.property_kind,
  use public.property_use,
  street text,
  area text,
  lga text,
  state text,
  landmark text,
  longitude double precision,
  latitude double precision,
  unit_label text,
  unit_kind public.unit_kind,
  bedrooms smallint,
  bathrooms smallint,
  floor_area_sqm numeric,
  features public.feature[],
  is_furnished boolean
);
comment on type private.import_row is 'One row of an import as read: a cell that cannot be read is null and named in problems ([{field, message}]).';

create function private.import_word(written text)
returns text
language sql
immutable
set search_path = ''
as $$
  select nullif(regexp_replace(lower(btrim(written)), '[\s_-]+', '_', 'g'), '')
$$;
comment on function private.import_word(text) is 'A word of a list as people write it: "Semi-Detached" is semi_detached. Null when empty.';

create function private.import_problem(field text, message text)
returns jsonb
language sql
immutable
set search_path = ''
as $$
  select jsonb_build_array(jsonb_build_object('field', field, 'message', message))
$$;
comment on function private.import_problem(text, text) is 'A list of one problem of a row.';

create function private.read_import_row(cells jsonb, row_number integer)
returns private.import_row
language plpgsql
stable
set search_path = ''
as $$
#variable_conflict use_variable
declare
  result private.import_row;
  problems jsonb := '[]'::jsonb;
  cell record;
  word text;
  unknown text;
begin
  result.row_number := row_number;
  if jsonb_typeof(cells) is distinct from 'object' then
    result.problems := private.import_problem('row', 'Write the row as columns with names');
    return result;
  end if;

  -- Words of the owner's own.
  for cell in
    select field, least_length, most_length, nullif(btrim(cells ->> field), '') as value
    from (values
      ('property_name', 1, 160), ('street', 3, 200), ('area', 2, 80), ('lga', 2, 80), ('state', 2, 40),
      ('landmark', 0, 160), ('unit_label', 1, 80)
    ) as texts (field, least_length, most_length)
  loop
    if cell.value is null then
      if cell.field <> 'landmark' then
        problems := problems || private.import_problem(cell.field, 'Is empty: fill it in');
      end if;
    elsif length(cell.value) not between cell.least_length and cell.most_length then
      problems := problems || private.import_problem(cell.field,
        format('Must have %s to %s characters', cell.least_length, cell.most_length));
    elsif not private.is_line(cell.value) then
      problems := problems || private.import_problem(cell.field, 'Holds what cannot be read: type it anew');
    else
      case cell.field
        when 'property_name' then result.property_name := cell.value;
        when 'street' then result.street := cell.value;
        when 'area' then result.area := cell.value;
        when 'lga' then result.lga := cell.value;
        when 'landmark' then result.landmark := cell.value;
        when 'unit_label' then result.unit_label := cell.value;
        else
          result.state := private.state_name(cell.value);
          if result.state is null then
            problems := problems || private.import_problem('state', 'Is not one of the 36 states or FCT');
          end if;
      end case;
    end if;
  end loop;

  -- Words of a list.
  for cell in
    select field, allowed, private.import_word(coalesce(nullif(btrim(cells ->> field), ''), standard)) as value
    from (values
      ('kind', null, enum_range(null::public.property_kind)::text[]),
      ('use', 'residential', enum_range(null::public.property_use)::text[]),
      ('unit_kind', null, enum_range(null::public.unit_kind)::text[]),
      ('furnished', 'no', '{yes,y,true,1,furnished,no,n,false,0,unfurnished}'::text[])
    ) as words (field, standard, allowed)
  loop
    if cell.value is null then
      problems := problems || private.import_problem(cell.field, 'Is empty: fill it in');
    elsif cell.value <> all (cell.allowed) then
      problems := problems || private.import_problem(cell.field,
        case when cell.field = 'furnished' then 'Write yes or no'
          else 'Must be one of ' || array_to_string(cell.allowed, ', ') end);
    else
      case cell.field
        when 'kind' then result.kind := cell.value::public.property_kind;
        when 'use' then result.use := cell.value::public.property_use;
        when 'unit_kind' then result.unit_kind := cell.value::public.unit_kind;
        else result.is_furnished := cell.value in ('yes', 'y', 'true', '1', 'furnished');
      end case;
    end if;
  end loop;

  -- Numbers.
  for cell in
    select field, label, from_value, to_value, nullif(btrim(cells ->> field), '') as value,
      case when cells ->> field ~ pattern then btrim(cells ->> field)::numeric end as number
    from (values
      ('longitude', 'degrees east, such as 3.3792, and in Nigeria', 2.5, 15, '^\s*\d{1,2}(\.\d{1,15})?\s*$'),
      ('latitude', 'degrees north, such as 6.5244, and in Nigeria', 4, 14, '^\s*\d{1,2}(\.\d{1,15})?\s*$'),
      ('bedrooms', 'a whole number from 0 to 50', 0, 50, '^\s*\d{1,3}\s*$'),
      ('bathrooms', 'a whole number from 0 to 50', 0, 50, '^\s*\d{1,3}\s*$'),
      ('floor_area_sqm', 'square metres over zero, without separators', 0.05, 99999999, '^\s*\d{1,8}(\.\d{1,15})?\s*$')
    ) as numbers (field, label, from_value, to_value, pattern)
  loop
    if cell.value is not null and coalesce(cell.number not between cell.from_value and cell.to_value, true) then
      problems := problems || private.import_problem(cell.field, 'Must be ' || cell.label);
    else
      case cell.field
        when 'longitude' then result.longitude := cell.number;
        when 'latitude' then result.latitude := cell.number;
        when 'bedrooms' then result.bedrooms := coalesce(cell.number, 0);
        when 'bathrooms' then result.bathrooms := coalesce(cell.number, 0);
        else result.floor_area_sqm := cell.number;
      end case;
      if cell.value is null and (
        (cell.field = 'longitude' and btrim(cells ->> 'latitude') <> '')
        or (cell.field = 'latitude' and btrim(cells ->> 'longitude') <> '')
      ) then
        problems := problems || private.import_problem(cell.field, 'A point needs longitude and latitude: fill in both or none');
      end if;
    end if;
  end loop;

  -- Features, separated by semicolons; an array is understood too.
  result.features := '{}';
  for word in
    select distinct private.import_word(written)
    from regexp_split_to_table(
      case jsonb_typeof(cells -> 'features')
        when 'array' then (select string_agg(item, ';') from jsonb_array_elements_text(cells -> 'features') as item)
        else cells ->> 'features'
      end, ';') as written
    order by 1
  loop
    if word = any (enum_range(null::public.feature)::text[]) then
      result.features := result.features || word::public.feature;
    elsif word is not null then
      unknown := concat_ws(', ', unknown, left(word, 40));
    end if;
  end loop;
  if unknown is not null then
    problems := problems || private.import_problem('features', 'Does not know: ' || left(unknown, 200));
  end if;

  result.problems := problems;
  result.property_key := lower(jsonb_build_array(result.property_name, result.street, result.area, result.state)::text);
  result.unit_key := lower(result.unit_label);
  return result;
end
$$;
comment on function private.read_import_row(jsonb, integer) is
  'Reads one row of an import; the same property is one with the same name, street, area and state, however its letters are cased.';

-- 03_homes/65_property_import.sql

-- Properties and units from a spreadsheet: good rows go in, bad rows are explained, nothing is half-done.

create table public.property_imports (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null references public.organizations (id),
  file_name text check (private.is_line(file_name) and length(file_name) between 1 and 200),
  row_count integer not null,
  created_count integer not null,
  already_there_count integer not null,
  refused_count integer not null,
  report jsonb not null,
  created_by uuid references public.profiles (id) on delete set null,
  created_at timestamptz not null default now(),
  constraint property_imports_counts_check
    check (row_count = created_count + already_there_count + refused_count and row_count between 1 and 2000)
);
comment on table public.property_imports is 'Each import of properties and units, and what became of each row. Append-only.';
comment on column public.property_imports.id is 'Time-ordered identifier.';
comment on column public.property_imports.org_id is 'The organization that got the units.';
comment on column public.property_imports.file_name is 'Name of the file, as the sender gave it.';
comment on column public.property_imports.row_count is 'Rows sent, at most 2,000.';
comment on column public.property_imports.created_count is 'Rows that made a unit.';
comment on column public.property_imports.already_there_count is 'Rows whose unit was there before.';
comment on column public.property_imports.refused_count is 'Rows that were refused.';
comment on column public.property_imports.report is 'For each row: row_number, outcome, property_id, unit_id, problems [{field, message}].';
comment on column public.property_imports.created_by is 'The member who sent it.';
comment on column public.property_imports.created_at is 'When, UTC.';
create index property_imports_org_id_idx on public.property_imports (org_id, id);
create index property_imports_created_by_idx on public.property_imports (created_by);
alter table public.property_imports enable row level security;
grant select on public.property_imports to authenticated, service_role;
create policy property_imports_select on public.property_imports for select to authenticated
  using (org_id = any (array(select private.my_org_ids('properties.read'))));
create trigger refuse_change before delete on public.property_imports
  for each row execute function private.refuse_change();
create trigger refuse_truncate before truncate on public.property_imports
  for each statement execute function private.refuse_change();

create index properties_name_idx on public.properties (org_id, lower(btrim(name)));

create function private.import_disagreements(read private.import_row[])
returns jsonb
language sql
immutable
set search_path = ''
as $$
  with good as (
    select * from unnest(read) where problems = '[]'
  ), compared as (
    select good.row_number, fact.field, first.row_number as first_row
    from good
    join (select distinct on (property_key) * from good order by property_key, row_number) as first using (property_key)
    cross join lateral (values
      ('kind', good.kind = first.kind), ('use', good.use = first.use), ('lga', lower(good.lga) = lower(first.lga)),
      ('longitude', good.longitude is not distinct from first.longitude),
      ('latitude', good.latitude is not distinct from first.latitude)
    ) as fact (field, agrees)
    where not fact.agrees
  )
  select coalesce(jsonb_object_agg(row_number, problems), '{}')
  from (
    select row_number, jsonb_agg(jsonb_build_object('field', field,
      'message', format('Row %s says otherwise of the same property', first_row))) as problems
    from compared
    group by row_number
  ) as disagreeing
$$;
comment on function private.import_disagreements(private.import_row[]) is
  'Rows that say of a property what its first good row does not: {row_number: problems}.';

create function private.imported_property_id(org_id uuid, line private.import_row)
returns uuid
language sql
set search_path = ''
as $$
  select property.id
  from public.properties as property
  where property.org_id = imported_property_id.org_id
    and lower(btrim(property.name)) = lower(line.property_name)
    and lower(btrim(property.street)) = lower(line.street)
    and lower(btrim(property.area)) = lower(line.area)
    and property.state = line.state
  order by property.id
  limit 1
  for key share
$$;
comment on function private.imported_property_id(uuid, private.import_row) is
  'The organization''s property of a row, kept from deletion until the transaction ends; null when there is none yet.';

create function private.import_properties(org_id uuid, rows jsonb, file_name text)
returns table (row_number integer, outcome text, property_id uuid, unit_id uuid, problems jsonb)
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  read private.import_row[];
  disagreements jsonb;
  homes uuid[];
  made uuid[];
  report jsonb;
begin
  perform private.require_permission(org_id, 'properties.write');
  if jsonb_typeof(rows) is distinct from 'array' or jsonb_array_length(rows) = 0 then
    perform private.raise_problem('import.bad_rows', 'Cannot import: rows must be a list with at least one row', 400,
      jsonb_build_object('field', 'rows'));
  end if;
  if jsonb_array_length(rows) > 2000 then
    perform private.raise_problem('import.too_many_rows', 'Cannot import more than 2,000 rows at once', 400,
      jsonb_build_object('field', 'rows'));
  end if;
  -- Imports of an organization go one after the other, so that the same file sent twice makes everything once.
  perform pg_advisory_xact_lock(hashtextextended('property_import:' || org_id, 0));

  select array_agg(private.read_import_row(sent.cells, sent.place::integer) order by sent.place)
  into read
  from jsonb_array_elements(rows) with ordinality as sent (cells, place);
  disagreements := private.import_disagreements(read);

  insert into public.properties (org_id, kind, use, name, street, area, lga, state, landmark, longitude, latitude)
  select org_id, fresh.kind, fresh.use, fresh.property_name, fresh.street, fresh.area, fresh.lga, fresh.state,
    fresh.landmark, fresh.longitude, fresh.latitude
  from (
    select distinct on (line.property_key) line.*
    from unnest(read) as line
    where line.problems = '[]' and not disagreements ? line.row_number::text
    order by line.property_key, line.row_number
  ) as fresh
  where private.imported_property_id(org_id, fresh::private.import_row) is null
  order by fresh.row_number;

  select array_agg(
    case when line.problems = '[]' and not disagreements ? line.row_number::text
      then private.imported_property_id(org_id, line::private.import_row) end
    order by line.row_number)
  into homes
  from unnest(read) as line;

  with inserted as (
    insert into public.units (
      org_id, property_id, label, kind, bedrooms, bathrooms, floor_area_sqm, features, is_furnished)
    select org_id, homes[fresh.row_number], fresh.unit_label, fresh.unit_kind, fresh.bedrooms, fresh.bathrooms,
      fresh.floor_area_sqm, fresh.features, fresh.is_furnished
    from (
      select distinct on (homes[line.row_number], line.unit_key) line.*
      from unnest(read) as line
      where homes[line.row_number] is not null
      order by homes[line.row_number], line.unit_key, line.row_number
    ) as fresh
    where not exists (
      select from public.units as known
      where known.org_id = org_id and known.property_id = homes[fresh.row_number]
        and lower(btrim(known.label)) = fresh.unit_key
    )
    order by fresh.row_number
    on conflict do nothing
    returning units.id
  )
  select coalesce(array_agg(inserted.id), '{}') into made from inserted;

  select jsonb_agg(jsonb_build_object(
    'row_number', told.row_number,
    'outcome', case
      when told.home_id is null then 'refused'
      -- The unit of a row that comes again in the file was made by the first.
      when told.unit_id = any (made) and told.turn = 1 then 'created'
      else 'already_there' end,
    'property_id', told.home_id,
    'unit_id', told.unit_id,
    'problems', told.problems
    ) order by told.row_number)
  into report
  from (
    select line.row_number, homes[line.row_number] as home_id, known.id as unit_id,
      row_number() over (partition by known.id order by line.row_number) as turn,
      case when line.problems = '[]' then coalesce(disagreements -> line.row_number::text, '[]')
        else line.problems end as problems
    from unnest(read) as line
    left join lateral (
      select unit.id
      from public.units as unit
      where unit.org_id = org_id and unit.property_id = homes[line.row_number]
        and lower(btrim(unit.label)) = line.unit_key
      order by unit.id
      limit 1
    ) as known on true
  ) as told;

  insert into public.property_imports (
    org_id, file_name, row_count, created_count, already_there_count, refused_count, report, created_by)
  select org_id, nullif(left(btrim(file_name), 200), ''), count(*),
    count(*) filter (where line ->> 'outcome' = 'created'),
    count(*) filter (where line ->> 'outcome' = 'already_there'),
    count(*) filter (where line ->> 'outcome' = 'refused'),
    report, auth.uid()
  from jsonb_array_elements(report) as line;

  return query
  select line.row_number, line.outcome, line.property_id, line.unit_id, line.problems
  from jsonb_to_recordset(report)
    as line (row_number integer, outcome text, property_id uuid, unit_id uuid, problems jsonb)
  order by line.row_number;
end
$$;
comment on function private.import_properties(uuid, jsonb, text) is 'See public.import_properties.';

create function public.import_properties(org_id uuid, rows jsonb, file_name text default null)
returns table (row_number integer, outcome text, property_id uuid, unit_id uuid, problems jsonb)
language sql
set search_path = ''
as $$
  select private.limit_person('import_properties');
  select * from private.import_properties(org_id, private.tidy_json(rows), private.read_line('file_name', file_name))
$$;
comment on function public.import_properties(uuid, jsonb, text) is
  'Adds up to 2,000 units with their properties: rows is a list of objects whose keys are property_name, kind, use, street, area, lga, state, landmark, longitude, latitude, unit_label, unit_kind, bedrooms, bathrooms, floor_area_sqm, features (separated by semicolons) and furnished (yes or no), as text. Answers for each row, from 1: created, already_there (nothing changed) or refused with every problem [{field, message}]. A refused row leaves nothing; the same rows again change nothing. Kept in property_imports. Errors: auth.forbidden 403, import.bad_rows 400, import.too_many_rows 400.';
grant execute on function private.import_properties(uuid, jsonb, text), public.import_properties(uuid, jsonb, text)
  to authenticated;

reset check_function_bodies;
reset statement_timeout;
reset lock_timeout;
