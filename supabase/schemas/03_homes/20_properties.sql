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
  title_searched_on public.calendar_date,
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
comment on column public.properties.title_searched_on is 'Nigerian date of the latest clean search of its title; null while it is not verified.';
comment on column public.properties.is_verified is 'Whether a title document of it, or of what it stood in when that was reviewed, was searched and found clean, and it still is where the reviewer saw it; never set by its owner.';
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

create trigger refuse_suspended before delete on public.properties
  for each statement when (current_user = 'authenticated') execute function private.refuse_suspended();
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
  allowed text[];
  nearest text;
begin
  if known is null then
    allowed := array(select state.name from public.nigerian_states as state order by state.name);
    nearest := private.nearest_of(written, allowed);
    perform private.raise_problem('property.unknown_state',
      format('Cannot use the state %s: write one of the 36 states or FCT', coalesce(written, '(none)'))
        || coalesce(format(', such as %s', nearest), ''), 400,
      jsonb_strip_nulls(jsonb_build_object('field', 'state', 'nearest', nearest, 'allowed', allowed)));
  end if;
  return known;
end
$$;
comment on function private.known_state(text) is
  'The one name of a state. Error: property.unknown_state 400, with the states there are and the nearest.';

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
  -- First, because what follows, and private.after_properties_changed() once all rows are, may change the same row again.
  perform private.note_change(tg_op, 'public.properties', 'id', to_jsonb(old), to_jsonb(new));
  if tg_op = 'UPDATE' and (
    (old.area, old.lga, old.state, old.is_verified, old.title_searched_on)
      is distinct from (new.area, new.lga, new.state, new.is_verified, new.title_searched_on)
    or old.shown_location::text is distinct from new.shown_location::text
  ) then
    perform private.renew_listing_facts(new.org_id, array(
      select unit.id from public.units as unit where unit.org_id = new.org_id and unit.property_id = new.id));
  end if;
  return null;
end
$$;
comment on function private.after_property_written() is
  'Trigger: the audit log, and the listings that say something of it.';
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
