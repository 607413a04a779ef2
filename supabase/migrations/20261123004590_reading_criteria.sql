-- Reading criteria: a number of rooms or of kobo is whole, and what is left out costs nothing to read.
set lock_timeout = '5s';
set statement_timeout = '60s';

drop function private.criteria_number(jsonb, text, numeric, numeric, text);
create function private.criteria_number(
  criteria jsonb, field text, low numeric, high numeric, code text default 'search.bad_criteria', is_whole boolean default true)
returns numeric
language plpgsql
set search_path = ''
as $$
declare
  given jsonb := criteria -> field;
begin
  if given is null or given = 'null' then
    return null;
  end if;
  if jsonb_typeof(given) <> 'number' or given::numeric not between low and high
    or is_whole and given::numeric <> trunc(given::numeric) then
    perform private.refuse_criteria(field,
      format('must be a %s from %s to %s', case when is_whole then 'whole number' else 'number' end, low, high), code);
  end if;
  return given::numeric;
end
$$;
comment on function private.criteria_number(jsonb, text, numeric, numeric, text, boolean) is
  'A number of the criteria within bounds, null when left out.';

create or replace function private.read_criteria(criteria jsonb)
returns private.search_criteria
language plpgsql
stable
set search_path = ''
as $$
declare
  wanted private.search_criteria;
  known_keys constant text[] := array['purpose', 'min_price_kobo', 'max_price_kobo', 'min_bedrooms', 'max_bedrooms', 'min_bathrooms',
    'kinds', 'features', 'furnished', 'verified_only', 'near', 'radius_m', 'polygon', 'viewport', 'area', 'words',
    'free_from', 'free_until'];
  unknown text;
  near jsonb := criteria -> 'near';
  box jsonb := criteria -> 'viewport';
  area record;
  from_on date;
  until_on date;
begin
  if criteria is null or jsonb_typeof(criteria) <> 'object' then
    perform private.raise_problem('search.bad_criteria', 'Cannot search: criteria must be an object', 400,
      jsonb_build_object('field', 'criteria'));
  end if;
  -- One look for a search without a mistake; which key is wrong is asked only when one is.
  if criteria - known_keys <> '{}'::jsonb then
    select min(key) into unknown from jsonb_object_keys(criteria - known_keys) as key;
    perform private.refuse_criteria(unknown, 'is not something to search by');
  end if;

  if coalesce(criteria ->> 'purpose', 'rent') <> all (enum_range(null::public.listing_purpose)::text[]) then
    perform private.refuse_criteria('purpose', 'must be rent, sale or shortlet');
  end if;
  wanted.purpose := coalesce(criteria ->> 'purpose', 'rent')::public.listing_purpose;
  -- A call costs microseconds, and most criteria are left out.
  wanted.min_price_kobo := coalesce(case when criteria ? 'min_price_kobo' then private.criteria_number(criteria, 'min_price_kobo', 0, 1e15) end, 0);
  wanted.max_price_kobo := coalesce(case when criteria ? 'max_price_kobo' then private.criteria_number(criteria, 'max_price_kobo', 0, 1e15) end, 9e18);
  if wanted.max_price_kobo < wanted.min_price_kobo then
    perform private.refuse_criteria('max_price_kobo', 'is less than min_price_kobo');
  end if;
  wanted.min_bedrooms := coalesce(case when criteria ? 'min_bedrooms' then private.criteria_number(criteria, 'min_bedrooms', 0, 50) end, 0);
  wanted.max_bedrooms := coalesce(case when criteria ? 'max_bedrooms' then private.criteria_number(criteria, 'max_bedrooms', 0, 50) end, 50);
  if wanted.max_bedrooms < wanted.min_bedrooms then
    perform private.refuse_criteria('max_bedrooms', 'is less than min_bedrooms');
  end if;
  wanted.min_bathrooms := coalesce(case when criteria ? 'min_bathrooms' then private.criteria_number(criteria, 'min_bathrooms', 0, 50) end, 0);
  if criteria ? 'kinds' then
    wanted.kinds := private.criteria_words(criteria, 'kinds', enum_range(null::public.unit_kind)::text[])::public.unit_kind[];
  end if;
  wanted.feature_bits := 0;
  if criteria ? 'features' then
    wanted.feature_bits := private.feature_bits(
      private.criteria_words(criteria, 'features', enum_range(null::public.feature)::text[])::public.feature[]);
  end if;
  wanted.verified_only := false;
  if criteria ?| array['furnished', 'verified_only'] then
    wanted.is_furnished := private.criteria_flag(criteria, 'furnished');
    wanted.verified_only := coalesce(private.criteria_flag(criteria, 'verified_only'), false);
  end if;

  if near is not null and near <> 'null' then
    if jsonb_typeof(near) <> 'object' or near -> 'longitude' is null or near -> 'latitude' is null then
      perform private.refuse_criteria('near', 'must have longitude and latitude');
    end if;
    if jsonb_typeof(near -> 'longitude') <> 'number' or (near -> 'longitude')::numeric not between -180 and 180 then
      perform private.refuse_criteria('near.longitude', 'must be from -180 to 180', 'search.off_the_earth');
    end if;
    if jsonb_typeof(near -> 'latitude') <> 'number' or (near -> 'latitude')::numeric not between -90 and 90 then
      perform private.refuse_criteria('near.latitude', 'must be from -90 to 90', 'search.off_the_earth');
    end if;
    wanted.longitude := (near ->> 'longitude')::double precision;
    wanted.latitude := (near ->> 'latitude')::double precision;
    wanted.centre := extensions.st_point(wanted.longitude, wanted.latitude)::extensions.geography;
  end if;
  wanted.radius_m := private.criteria_number(criteria, 'radius_m', 1, 50000, 'search.bad_radius', false);
  if wanted.radius_m is null and wanted.centre is not null
    and not criteria ?| array['polygon', 'viewport', 'area', 'words'] then
    wanted.radius_m := 50000;
  end if;
  if wanted.radius_m is not null and wanted.centre is null then
    perform private.refuse_criteria('near', 'is missing: radius_m needs it');
  end if;

  if criteria ? 'polygon' and criteria -> 'polygon' <> 'null' then
    wanted.shape := private.read_polygon(criteria -> 'polygon', 'polygon');
  end if;
  if box is not null and box <> 'null' then
    if wanted.shape is not null then
      perform private.refuse_criteria('viewport', 'cannot go with polygon');
    end if;
    if jsonb_typeof(box) <> 'array' or jsonb_array_length(box) <> 4
      or exists (select from jsonb_array_elements(box) as side where jsonb_typeof(side) <> 'number') then
      perform private.refuse_criteria('viewport', 'must be [west, south, east, north]');
    end if;
    if (box -> 0)::numeric not between -180 and 180 or (box -> 2)::numeric not between -180 and 180
      or (box -> 1)::numeric not between -90 and 90 or (box -> 3)::numeric not between -90 and 90 then
      perform private.refuse_criteria('viewport', 'leaves the earth', 'search.off_the_earth');
    end if;
    if (box -> 0)::numeric >= (box -> 2)::numeric or (box -> 1)::numeric >= (box -> 3)::numeric then
      perform private.refuse_criteria('viewport', 'must have west before east and south before north');
    end if;
    wanted.shape := extensions.st_makeenvelope((box ->> 0)::double precision, (box ->> 1)::double precision,
      (box ->> 2)::double precision, (box ->> 3)::double precision, 4326);
  end if;

  if criteria ? 'area' and nullif(btrim(criteria ->> 'area'), '') is not null then
    select array_agg(distinct private.fold_words(known.name)) as names, extensions.st_union(known.boundary) as boundary into area
    from public.areas as known
    where private.fold_words(btrim(criteria ->> 'area')) in (
      select private.fold_words(called) from unnest(known.aliases || known.name) as called);
    if area.boundary is not null and wanted.shape is null then
      wanted.shape := area.boundary;
    else
      wanted.area_keys := coalesce(area.names, array[private.fold_words(btrim(criteria ->> 'area'))]);
    end if;
  end if;

  if criteria ? 'words' then
    if length(criteria ->> 'words') > 200 then
      perform private.refuse_criteria('words', 'are longer than 200 characters');
    end if;
    select * into wanted.words, wanted.word_masks from private.read_words(criteria ->> 'words');
  end if;

  if criteria ?| array['free_from', 'free_until'] then
    begin
      from_on := (criteria ->> 'free_from')::date;
      until_on := (criteria ->> 'free_until')::date;
    exception when invalid_datetime_format or datetime_field_overflow then
      perform private.refuse_criteria('free_from', 'and free_until must be dates such as 2026-12-24');
    end;
    if (from_on is null) <> (until_on is null) or until_on <= from_on or until_on > from_on + 366 then
      perform private.refuse_criteria('free_until', 'must come after free_from, by a year at most, and both be given');
    end if;
    if from_on is not null then
      wanted.free_for := daterange(from_on, until_on);
    end if;
  end if;
  return wanted;
end
$$;
