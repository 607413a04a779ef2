-- What a listing says of its unit is copied from the unit and its property and kept the same, so that search
-- reads one table; and the point that visitors see is near the home, not at it.

create function private.draw_shown_location()
returns trigger
language plpgsql
set search_path = ''
as $$
declare
  place extensions.geography;
begin
  perform private.require_place(new.longitude, new.latitude);
  -- The column location is made of these after all triggers.
  place := extensions.st_point(new.longitude, new.latitude)::extensions.geography;
  if place is null then
    new.shown_location := null;
  elsif tg_op = 'INSERT' or old.shown_location is null
    -- A small correction must not draw again: the mean of many draws is the exact point.
    or extensions.st_distance(old.location, place) > 1000 then
    new.shown_location := extensions.st_project(place, 150 + random() * 250, random() * 2 * pi());
  else
    new.shown_location := old.shown_location;
  end if;
  return new;
end
$$;
comment on function private.draw_shown_location() is
  'Trigger: refuses a point that is none, draws the one for visitors once, and again only when the property moved by more than a kilometre. Error: property.bad_place 400.';
create trigger draw_shown_location before insert or update of longitude, latitude, shown_location on public.properties
  for each row execute function private.draw_shown_location();

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
