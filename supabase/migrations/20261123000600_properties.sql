-- Properties are places; units are what is let or sold in them.
set lock_timeout = '5s';
set statement_timeout = '60s';

create type public.property_kind as enum ('estate', 'building', 'house', 'land');
comment on type public.property_kind is 'An estate holds buildings, a building holds units; a house or a plot of land stands alone.';
create type public.property_use as enum ('residential', 'commercial', 'mixed');
comment on type public.property_use is 'Use of the premises: tenancy law differs by it.';
create type public.unit_kind as enum (
  'room', 'self_contain', 'mini_flat', 'flat', 'maisonette', 'bungalow', 'terrace', 'semi_detached', 'detached',
  'shop', 'office', 'warehouse', 'plot'
);
comment on type public.unit_kind is 'What a unit is, in the words of Nigerian listings (a self-contain is one room with its own bath and kitchen; a mini flat has one bedroom).';

create table public.properties (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null references public.organizations (id),
  parent_id uuid,
  kind public.property_kind not null,
  use public.property_use not null default 'residential',
  name text not null check (length(btrim(name)) between 1 and 160),
  street text not null check (length(btrim(street)) between 3 and 200),
  area text not null check (length(btrim(area)) between 2 and 80),
  lga text not null check (length(btrim(lga)) between 2 and 80),
  state text not null check (length(btrim(state)) between 2 and 40),
  landmark text check (length(landmark) <= 160),
  location extensions.geography (point, 4326),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (org_id, id),
  foreign key (org_id, parent_id) references public.properties (org_id, id),
  check (parent_id <> id)
);
comment on table public.properties is 'A place that an organization owns or manages. Its exact point is for the organization and its tenants, not for visitors.';
comment on column public.properties.id is 'Time-ordered identifier.';
comment on column public.properties.org_id is 'The organization it belongs to; never changes.';
comment on column public.properties.parent_id is 'The property it stands in: an estate for a building. Same organization.';
comment on column public.properties.kind is 'Estate, building, house or land.';
comment on column public.properties.use is 'Residential, commercial or mixed.';
comment on column public.properties.name is 'What the owner calls it.';
comment on column public.properties.street is 'House number and street.';
comment on column public.properties.area is 'The area people search by, such as Yaba.';
comment on column public.properties.lga is 'Local government area.';
comment on column public.properties.state is 'State, or FCT.';
comment on column public.properties.landmark is 'A landmark near it.';
comment on column public.properties.location is 'Exact point, WGS 84 longitude and latitude.';
comment on column public.properties.created_at is 'When it was added, UTC.';
comment on column public.properties.updated_at is 'Last change, UTC.';
create index properties_parent_idx on public.properties (org_id, parent_id);

create table public.units (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  property_id uuid not null,
  label text not null check (length(btrim(label)) between 1 and 80),
  kind public.unit_kind not null,
  bedrooms smallint not null default 0 check (bedrooms between 0 and 50),
  bathrooms smallint not null default 0 check (bathrooms between 0 and 50),
  floor_area_sqm numeric(9, 1) check (floor_area_sqm > 0),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (org_id, id),
  unique (property_id, label),
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
comment on column public.units.created_at is 'When it was added, UTC.';
comment on column public.units.updated_at is 'Last change, UTC.';
create index units_property_idx on public.units (org_id, property_id);

alter table public.properties enable row level security;
alter table public.units enable row level security;
grant select, delete,
  insert (org_id, parent_id, kind, use, name, street, area, lga, state, landmark, location),
  update (parent_id, kind, use, name, street, area, lga, state, landmark, location)
  on public.properties to authenticated;
grant select, delete,
  insert (org_id, property_id, label, kind, bedrooms, bathrooms, floor_area_sqm),
  update (label, kind, bedrooms, bathrooms, floor_area_sqm)
  on public.units to authenticated;
grant select, insert, update, delete on public.properties, public.units to service_role;

-- properties_select and units_select also let tenants see where they live: made with the tenancies.
create policy properties_insert on public.properties for insert to authenticated
  with check (org_id = any (array(select private.my_org_ids('properties.write'))));
create policy properties_update on public.properties for update to authenticated
  using (org_id = any (array(select private.my_org_ids('properties.write'))))
  with check (org_id = any (array(select private.my_org_ids('properties.write'))));
create policy properties_delete on public.properties for delete to authenticated
  using (org_id = any (array(select private.my_org_ids('properties.write'))));
create policy units_insert on public.units for insert to authenticated
  with check (org_id = any (array(select private.my_org_ids('properties.write'))));
create policy units_update on public.units for update to authenticated
  using (org_id = any (array(select private.my_org_ids('properties.write'))))
  with check (org_id = any (array(select private.my_org_ids('properties.write'))));
create policy units_delete on public.units for delete to authenticated
  using (org_id = any (array(select private.my_org_ids('properties.write'))));

create trigger touch_updated_at before update on public.properties
  for each row execute function private.touch_updated_at();
create trigger touch_updated_at before update on public.units
  for each row execute function private.touch_updated_at();
create trigger record_audit after insert or update or delete on public.properties
  for each row execute function private.record_audit();
create trigger record_audit after insert or update or delete on public.units
  for each row execute function private.record_audit();
