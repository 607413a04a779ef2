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
create trigger refuse_suspended before delete on public.units
  for each statement when (current_user = 'authenticated') execute function private.refuse_suspended();
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
