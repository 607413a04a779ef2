-- Saving a search: every field of the criteria is checked and named when it is wrong.
set lock_timeout = '5s';
set statement_timeout = '60s';

create function private.polygon_of(geojson jsonb, field text)
returns extensions.geography
language plpgsql
immutable
set search_path = ''
as $$
declare
  rings jsonb := geojson -> 'coordinates';
  shape extensions.geometry;
  fault text;
begin
  if geojson is null or jsonb_typeof(geojson) = 'null' then
    return null;
  end if;
  -- Looked at by hand before PostGIS reads it, which would stop with errors of its own.
  if geojson ->> 'type' is distinct from 'Polygon' or jsonb_typeof(rings) is distinct from 'array' then
    fault := 'it must be a GeoJSON Polygon';
  elsif octet_length(rings::text) > 100000 then
    fault := 'it may have at most 500 vertices';
  elsif exists (select from jsonb_array_elements(rings) as ring where jsonb_typeof(ring) <> 'array') then
    fault := 'it must be a GeoJSON Polygon';
  elsif exists (
    select from jsonb_array_elements(rings) as ring, jsonb_array_elements(ring) as point
    where jsonb_typeof(point) <> 'array' or jsonb_typeof(point -> 0) is distinct from 'number'
      or jsonb_typeof(point -> 1) is distinct from 'number' or point -> 2 is not null
  ) then
    fault := 'each vertex must be a longitude and a latitude';
  elsif exists (
    select from jsonb_array_elements(rings) as ring where jsonb_array_length(ring) < 4 or ring -> 0 <> ring -> -1
  ) then
    fault := 'its rings must be closed';
  else
    shape := extensions.st_setsrid(
      extensions.st_geomfromgeojson(jsonb_build_object('type', 'Polygon', 'coordinates', rings)::text), 4326);
  end if;
  if fault is null then
    fault := case
      when shape is null or extensions.st_geometrytype(shape) <> 'ST_Polygon' or extensions.st_isempty(shape)
        then 'it must be a GeoJSON Polygon'
      when extensions.st_npoints(shape) > 500 then 'it may have at most 500 vertices'
      when extensions.st_xmin(shape) < -180 or extensions.st_xmax(shape) > 180
        or extensions.st_ymin(shape) < -90 or extensions.st_ymax(shape) > 90 then 'it lies off the earth'
      when not extensions.st_isvalid(shape) then 'its lines must not cross or touch each other'
      when extensions.st_area(shape) <= 0 then 'it has no area'
    end;
  end if;
  if fault is not null then
    perform private.raise_problem('search.bad_polygon', 'Cannot search in that shape: ' || fault, 400,
      jsonb_build_object('field', field));
  end if;
  return shape::extensions.geography;
end
$$;
comment on function private.polygon_of(jsonb, text) is
  'A GeoJSON Polygon (WGS 84) as geography; null for none. Error: search.bad_polygon 400, naming the field, for what crosses itself, is not closed, lies off the earth or has over 500 vertices.';
grant execute on function private.polygon_of(jsonb, text) to anon, authenticated, service_role;

create function private.refuse_criterion(name text, rule text)
returns void
language plpgsql
set search_path = ''
as $$
begin
  perform private.raise_problem('search.bad_criteria', format('Cannot save the search: %s %s', name, rule), 400,
    jsonb_build_object('field', 'criteria.' || name));
end
$$;
comment on function private.refuse_criterion(text, text) is 'Refuses one field of the criteria: search.bad_criteria 400.';

create function private.number_criterion(criteria jsonb, name text, lowest numeric, highest numeric, whole boolean default true)
returns numeric
language plpgsql
set search_path = ''
as $$
declare
  given jsonb := criteria -> name;
  number numeric;
begin
  if given is null or jsonb_typeof(given) = 'null' then
    return null;
  end if;
  if jsonb_typeof(given) = 'number' then
    number := given::numeric;
  end if;
  if number is null or number not between lowest and highest or (whole and number <> trunc(number)) then
    perform private.refuse_criterion(name, format('must be a %s between %s and %s',
      case when whole then 'whole number' else 'number' end, lowest, highest));
  end if;
  return number;
end
$$;
comment on function private.number_criterion(jsonb, text, numeric, numeric, boolean) is
  'A number of the criteria within bounds, or null. Error: search.bad_criteria 400.';

create function private.flag_criterion(criteria jsonb, name text)
returns boolean
language plpgsql
set search_path = ''
as $$
begin
  if jsonb_typeof(criteria -> name) not in ('boolean', 'null') then
    perform private.refuse_criterion(name, 'must be true or false');
  end if;
  return (criteria ->> name)::boolean;
end
$$;
comment on function private.flag_criterion(jsonb, text) is 'A flag of the criteria, or null. Error: search.bad_criteria 400.';

create function private.text_criterion(criteria jsonb, name text, longest integer)
returns text
language plpgsql
set search_path = ''
as $$
declare
  given text := nullif(btrim(criteria ->> name), '');
begin
  if jsonb_typeof(criteria -> name) not in ('string', 'null') or length(given) > longest then
    perform private.refuse_criterion(name, format('must be text of at most %s characters', longest));
  end if;
  return given;
end
$$;
comment on function private.text_criterion(jsonb, text, integer) is 'A text of the criteria, trimmed, or null. Error: search.bad_criteria 400.';

create function private.list_criterion(criteria jsonb, name text, known text[])
returns text[]
language plpgsql
set search_path = ''
as $$
declare
  given jsonb := criteria -> name;
begin
  if given is null or jsonb_typeof(given) = 'null' then
    return array[]::text[];
  end if;
  if jsonb_typeof(given) <> 'array' then
    perform private.refuse_criterion(name, 'must be a list');
  end if;
  if exists (select from jsonb_array_elements(given) as item where not coalesce(item #>> '{}' = any (known), false)) then
    perform private.refuse_criterion(name, 'may hold only: ' || array_to_string(known, ', '));
  end if;
  return array(select distinct item from jsonb_array_elements_text(given) as item order by item);
end
$$;
comment on function private.list_criterion(jsonb, text, text[]) is 'A list of known words of the criteria, without repeats. Error: search.bad_criteria 400.';

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
  wanted.area := nullif(btrim(criteria ->> 'area'), '');
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
    wanted.polygon := checked.shape::extensions.geography;
  end if;
  wanted.centre := checked.centre;
  wanted.radius_m := checked.radius_m;
  wanted.purpose := checked.purpose;
  -- What was left out stays so: a bound that read_criteria fills in would hide it.
  wanted.min_price_kobo := (criteria ->> 'min_price_kobo')::bigint;
  wanted.max_price_kobo := (criteria ->> 'max_price_kobo')::bigint;
  wanted.min_bedrooms := (criteria ->> 'min_bedrooms')::smallint;
  wanted.max_bedrooms := (criteria ->> 'max_bedrooms')::smallint;
  wanted.min_bathrooms := (criteria ->> 'min_bathrooms')::smallint;
  wanted.kinds := coalesce(checked.kinds, '{}'::public.unit_kind[]);
  wanted.features := coalesce(
    private.criteria_words(criteria, 'features', enum_range(null::public.feature)::text[]), '{}'::text[])::public.feature[];
  wanted.furnished := checked.is_furnished;
  wanted.verified_only := checked.verified_only;
  wanted.words := nullif(btrim(criteria ->> 'words'), '');
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
  select private.save_search(criteria, name, frequency, search_id)
$$;
comment on function public.save_search(jsonb, text, public.alert_frequency, uuid) is
  'Saves what you look for; with search_id changes a saved one. criteria: purpose (required), min_price_kobo, max_price_kobo (kobo), min_bedrooms, max_bedrooms, min_bathrooms, kinds, features, furnished, verified_only, words, and at most one place: near_longitude, near_latitude and radius_m (metres), or polygon (GeoJSON), or area. Errors name the field: search.bad_criteria, search.bad_polygon 400, search.not_found 404, search.too_many 409.';
grant execute on function public.save_search(jsonb, text, public.alert_frequency, uuid) to authenticated;
