-- What a listing says of its unit is copied from the unit and its property and kept the same, so that search
-- reads one table; and the point that visitors see is near the home, not at it.

create function private.draw_shown_location(exact extensions.geography)
returns extensions.geography
language plpgsql
set search_path = ''
as $$
begin
  return extensions.st_project(exact, 150 + random() * 250, random() * 2 * pi());
end
$$;
comment on function private.draw_shown_location(extensions.geography) is
  'A point 150 to 400 metres from the exact one, for visitors; null for none.';

create function private.redraw_shown_location(
  exact extensions.geography, exact_before extensions.geography, shown_before extensions.geography)
returns extensions.geography
language plpgsql
set search_path = ''
as $$
begin
  return case
    when exact is null then null
    -- A small correction must not draw again: the mean of many draws is the exact point.
    when shown_before is null or extensions.st_distance(exact_before, exact) > 1000 then private.draw_shown_location(exact)
    else shown_before
  end;
end
$$;
comment on function private.redraw_shown_location(extensions.geography, extensions.geography, extensions.geography) is
  'The point for visitors of a property that was corrected: drawn again only when it moved by more than a kilometre.';

create function private.with_unit_facts(listing public.listings)
returns public.listings
language plpgsql
set search_path = ''
as $$
declare
  is_known boolean;
begin
  select unit.kind, unit.bedrooms, unit.bathrooms, unit.features, unit.is_furnished,
    property.area, property.lga, property.state, property.shown_location, property.is_verified, property.title_searched_on
  into listing.kind, listing.bedrooms, listing.bathrooms, listing.features, listing.is_furnished,
    listing.area, listing.lga, listing.state, listing.location, listing.is_verified, listing.title_searched_on
  from public.units as unit
  join public.properties as property on property.id = unit.property_id
  where unit.id = listing.unit_id and unit.org_id = listing.org_id;
  is_known := found;
  if listing.location is null and not private.may_know(listing.org_id, 'properties.read')
    and not exists (select from private.my_mandated_unit_ids('list') as mine where mine = listing.unit_id) then
    return listing;
  end if;
  if not is_known then
    perform private.raise_problem('unit.not_found', 'Cannot list it: find no such unit in the organization', 404,
      jsonb_build_object('field', 'unit_id'));
  end if;
  if listing.location is null then
    perform private.raise_problem('listing.no_place',
      'Cannot list the unit: its property has no point on the map yet', 409, jsonb_build_object('field', 'unit_id'));
  end if;
  return listing;
end
$$;
comment on function private.with_unit_facts(public.listings) is
  'A listing with all that it copies from its unit and property. Errors: unit.not_found 404, listing.no_place 409.';

create function private.checks_of(listing public.listings)
returns jsonb
language plpgsql
immutable
set search_path = ''
as $$
begin
  return case when listing.is_verified
    then jsonb_build_array(jsonb_build_object('what', 'title', 'found', 'clean', 'on', listing.title_searched_on))
    else '[]'::jsonb end;
end
$$;
comment on function private.checks_of(public.listings) is
  'What the platform''s staff checked of a listing, each with what was found and the Nigerian date: [{"what": "title", "found": "clean", "on": "2026-11-27"}]. Empty: nothing was.';
grant execute on function private.checks_of(public.listings) to anon, authenticated, service_role;

create function private.renew_listing_facts(org_id uuid, unit_ids uuid[])
returns void
language plpgsql
set search_path = ''
as $$
begin
  update public.listings as listing set unit_id = listing.unit_id
  where listing.org_id = renew_listing_facts.org_id and listing.unit_id = any (unit_ids) and listing.status <> 'closed';
end
$$;
comment on function private.renew_listing_facts(uuid, uuid[]) is
  'What units or their property now say is copied again into their listings, closed ones excepted: every write of a listing does it.';
