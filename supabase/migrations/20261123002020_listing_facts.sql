-- What a listing says of its unit is copied from the unit and its property and kept the same, so that search
-- reads one table; and the point that visitors see is near the home, not at it.
set lock_timeout = '5s';
set statement_timeout = '60s';

create type public.feature as enum (
  'parking', 'security', 'gated', 'borehole', 'water_treatment', 'prepaid_meter', 'generator', 'inverter', 'solar',
  'air_conditioning', 'fitted_kitchen', 'wardrobes', 'balcony', 'boys_quarters', 'garden', 'swimming_pool', 'gym',
  'elevator', 'internet', 'serviced', 'pets_allowed', 'waterfront', 'all_rooms_ensuite', 'cctv'
);
comment on type public.feature is 'What a unit or its compound has, in the words of Nigerian listings.';

alter table public.units add column features public.feature[] not null default '{}'
  check (cardinality(features) <= 24 and array_position(features, null) is null);
alter table public.units add column is_furnished boolean not null default false;
comment on column public.units.features is 'What the unit and its compound have.';
comment on column public.units.is_furnished is 'Whether it comes with furniture.';
grant insert (features, is_furnished), update (features, is_furnished) on public.units to authenticated;

alter table public.properties add column shown_location extensions.geography (point, 4326);
alter table public.properties add column is_verified boolean not null default false;
comment on column public.properties.shown_location is 'The point shown to visitors: 150 to 400 metres from the exact one, drawn once, so that many listings do not give the exact one away.';
comment on column public.properties.is_verified is 'Whether a title document of it was searched and found clean; never set by its owner.';
alter table public.properties add constraint properties_in_nigeria_check check (
  location is null or (
    extensions.st_y(location::extensions.geometry) between 4 and 14
    and extensions.st_x(location::extensions.geometry) between 2.5 and 15
  )
);

alter table public.listings add column features public.feature[] not null default '{}';
alter table public.listings add column is_furnished boolean not null default false;
alter table public.listings add column is_verified boolean not null default false;
comment on column public.listings.features is 'What the unit has, copied from it.';
comment on column public.listings.is_furnished is 'Whether the unit comes with furniture, copied from it.';
comment on column public.listings.is_verified is 'Whether the property''s title was searched and found clean, copied from it.';
comment on column public.listings.location is 'The point shown to visitors, WGS 84, copied from the property''s shown_location: near the unit, not exact.';

create function private.draw_shown_location()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  if new.location is null then
    new.shown_location := null;
  elsif tg_op = 'INSERT' or old.shown_location is null
    -- A small correction must not draw again: the mean of many draws is the exact point.
    or extensions.st_distance(old.location, new.location) > 1000 then
    new.shown_location := extensions.st_project(new.location, 150 + random() * 250, random() * 2 * pi());
  else
    new.shown_location := old.shown_location;
  end if;
  return new;
end
$$;
comment on function private.draw_shown_location() is
  'Trigger: draws the point for visitors once, and again only when the property moved by more than a kilometre.';
create trigger draw_shown_location before insert or update of location, shown_location on public.properties
  for each row execute function private.draw_shown_location();
update public.properties set location = location where location is not null;

create function private.copy_listing_facts()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  select unit.kind, unit.bedrooms, unit.bathrooms, unit.features, unit.is_furnished,
    property.area, property.lga, property.state, property.shown_location, property.is_verified
  into new.kind, new.bedrooms, new.bathrooms, new.features, new.is_furnished,
    new.area, new.lga, new.state, new.location, new.is_verified
  from public.units as unit
  join public.properties as property on property.id = unit.property_id
  where unit.id = new.unit_id and unit.org_id = new.org_id;
  if not found then
    perform private.raise_problem('unit.not_found', 'Cannot list it: find no such unit in the organization', 404,
      jsonb_build_object('field', 'unit_id'));
  end if;
  if new.location is null then
    perform private.raise_problem('listing.no_place',
      'Cannot list the unit: its property has no point on the map yet', 409, jsonb_build_object('field', 'unit_id'));
  end if;
  return new;
end
$$;
comment on function private.copy_listing_facts() is
  'Trigger: fills what a listing copies from its unit and property. Errors: unit.not_found 404, listing.no_place 409.';
create trigger copy_listing_facts before insert on public.listings
  for each row execute function private.copy_listing_facts();
create trigger copy_listing_facts_again before update of unit_id, kind, bedrooms, bathrooms, features, is_furnished,
  area, lga, state, location, is_verified on public.listings
  for each row execute function private.copy_listing_facts();

create function private.renew_listing_facts()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  if tg_table_name = 'units' then
    update public.listings as listing set unit_id = listing.unit_id
    where listing.org_id = new.org_id and listing.unit_id = new.id and listing.status <> 'closed';
  else
    update public.listings as listing set unit_id = listing.unit_id
    from public.units as unit
    where unit.org_id = new.org_id and unit.property_id = new.id
      and listing.org_id = unit.org_id and listing.unit_id = unit.id and listing.status <> 'closed';
  end if;
  return null;
end
$$;
comment on function private.renew_listing_facts() is
  'Trigger: a changed unit or property is copied again into its listings, closed ones excepted.';
create trigger renew_listing_facts after update of kind, bedrooms, bathrooms, features, is_furnished on public.units
  for each row execute function private.renew_listing_facts();
create trigger renew_listing_facts after update of area, lga, state, location, is_verified on public.properties
  for each row when (
    (old.area, old.lga, old.state, old.is_verified) is distinct from (new.area, new.lga, new.state, new.is_verified)
    or old.shown_location::text is distinct from new.shown_location::text)
  execute function private.renew_listing_facts();

update public.listings set unit_id = unit_id where status <> 'closed';
