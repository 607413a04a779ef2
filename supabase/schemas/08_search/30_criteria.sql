-- What can be searched for: one JSON object, read and checked in one place for lists, facets and map tiles alike.

create type private.search_criteria as (
  purpose public.listing_purpose,
  min_price_kobo bigint,
  max_price_kobo bigint,
  min_bedrooms smallint,
  max_bedrooms smallint,
  min_bathrooms smallint,
  kinds public.unit_kind[],
  feature_bits bigint,
  is_furnished boolean,
  verified_only boolean,
  centre extensions.geography,
  longitude double precision,
  latitude double precision,
  radius_m double precision,
  shape extensions.geometry,
  area_keys text[],
  words tsquery,
  word_masks bigint[],
  free_for daterange,
  min_move_in_kobo bigint,
  max_move_in_kobo bigint
);
comment on type private.search_criteria is 'Criteria of a search after checking: private.read_criteria().';

create function private.refuse_choice(field text, written text, allowed text[])
returns void
language plpgsql
set search_path = ''
as $$
declare
  nearest text := private.nearest_of(written, allowed);
begin
  perform private.raise_problem('search.bad_criteria',
    format('Cannot search: %s cannot be "%s"; it can be %s', field, coalesce(written, ''), array_to_string(allowed, ', '))
      || coalesce(format('. The nearest is %s', nearest), ''), 400,
    jsonb_strip_nulls(jsonb_build_object('field', 'criteria.' || field, 'nearest', nearest, 'allowed', allowed)));
end
$$;
comment on function private.refuse_choice(text, text, text[]) is
  'Refuses a search (400) for a word that cannot be chosen, with those that can and the nearest of them.';

create function private.refuse_criteria(field text, reason text, code text default 'search.bad_criteria')
returns void
language plpgsql
set search_path = ''
as $$
begin
  perform private.raise_problem(code, format('Cannot search: %s %s', field, reason), 400,
    jsonb_build_object('field', 'criteria.' || field));
end
$$;
comment on function private.refuse_criteria(text, text, text) is 'Refuses a search (400) and names the criterion.';

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

create function private.criteria_degrees(given jsonb, field text, most integer)
returns double precision
language plpgsql
set search_path = ''
as $$
begin
  if jsonb_typeof(given) is distinct from 'number' or given::numeric not between -most and most then
    perform private.refuse_criteria(field, format('must be from -%s to %s', most, most), 'search.off_the_earth');
  end if;
  -- JSON has numbers that are too small for a double.
  return round(given::numeric, 30);
end
$$;
comment on function private.criteria_degrees(jsonb, text, integer) is
  'Degrees of the criteria, from -most to most. Error: search.off_the_earth 400.';

create function private.criteria_flag(criteria jsonb, field text)
returns boolean
language plpgsql
set search_path = ''
as $$
declare
  given jsonb := criteria -> field;
begin
  if given is null or given = 'null' then
    return null;
  end if;
  if jsonb_typeof(given) <> 'boolean' then
    perform private.refuse_criteria(field, 'must be true or false');
  end if;
  return given::boolean;
end
$$;
comment on function private.criteria_flag(jsonb, text) is 'A yes or no of the criteria, null when left out.';

create function private.criteria_words(criteria jsonb, field text, allowed text[])
returns text[]
language plpgsql
set search_path = ''
as $$
declare
  given jsonb := criteria -> field;
  wrong text;
begin
  if given is null or given = 'null' then
    return null;
  end if;
  if jsonb_typeof(given) <> 'array' then
    perform private.refuse_criteria(field, 'must be a list');
  end if;
  select word into wrong from jsonb_array_elements_text(given) as word
  where word is null or word <> all (allowed) limit 1;
  if found then
    perform private.refuse_choice(field, wrong, allowed);
  end if;
  return nullif(array(select jsonb_array_elements_text(given)), '{}');
end
$$;
comment on function private.criteria_words(jsonb, text, text[]) is 'A list of allowed words of the criteria, null when left out or empty.';

create function private.criteria_text(criteria jsonb, field text)
returns text
language plpgsql
set search_path = ''
as $$
declare
  given text := private.read_line('criteria.' || field, criteria ->> field);
begin
  if jsonb_typeof(criteria -> field) not in ('string', 'null') or length(given) > 200 then
    perform private.refuse_criteria(field, 'must be text of at most 200 characters');
  end if;
  return nullif(btrim(given), '');
end
$$;
comment on function private.criteria_text(jsonb, text) is
  'Words of the criteria as people type them, null when left out or empty. Errors: search.bad_criteria, value.bad_text 400.';

create function private.criteria_date(criteria jsonb, field text)
returns date
language plpgsql
set search_path = ''
as $$
begin
  return private.read_date('criteria.' || field, criteria ->> field);
end
$$;
comment on function private.criteria_date(jsonb, text) is 'A date of the criteria, null when left out. Error: value.bad_date 400.';

create function private.read_polygon(given jsonb, field text)
returns extensions.geometry
language plpgsql
set search_path = ''
as $$
declare
  is_sound boolean;
  is_on_earth boolean;
  points bigint;
  shape extensions.geometry;
begin
  if jsonb_typeof(given) is distinct from 'object' or given ->> 'type' is null
    or given ->> 'type' not in ('Polygon', 'MultiPolygon') then
    perform private.refuse_criteria(field, 'must be a GeoJSON Polygon or MultiPolygon', 'search.bad_polygon');
  end if;
  -- Rings are looked at before PostGIS reads them: not every build of it lets its own errors be caught.
  begin
    select bool_and(jsonb_array_length(ring) >= 4 and ring -> 0 = ring -> -1 and all_points.are_sound),
      bool_and(all_points.are_on_earth), sum(jsonb_array_length(ring))
    into is_sound, is_on_earth, points
    from jsonb_array_elements(case given ->> 'type'
      when 'Polygon' then jsonb_build_array(given -> 'coordinates') else given -> 'coordinates' end) as part
    cross join lateral jsonb_array_elements(part) as ring
    cross join lateral (
      select bool_and(jsonb_array_length(point) = 2) as are_sound,
        bool_and((point -> 0)::numeric between -180 and 180 and (point -> 1)::numeric between -90 and 90) as are_on_earth
      from jsonb_array_elements(ring) as point
    ) as all_points;
  exception when others then
    is_sound := false;
  end;
  if is_sound is not true then
    perform private.refuse_criteria(field, 'is not valid GeoJSON: every ring must be closed, of [longitude, latitude]', 'search.bad_polygon');
  end if;
  if points > 500 then
    perform private.refuse_criteria(field, 'has more than 500 points', 'search.bad_polygon');
  end if;
  if not is_on_earth then
    perform private.refuse_criteria(field, 'leaves the earth: longitudes are from -180 to 180, latitudes from -90 to 90', 'search.off_the_earth');
  end if;
  -- Without what else may be in it, such as another system of coordinates.
  shape := extensions.st_setsrid(extensions.st_geomfromgeojson(
    jsonb_build_object('type', given -> 'type', 'coordinates', given -> 'coordinates')::text), 4326);
  if extensions.st_isempty(shape) or not extensions.st_isvalid(shape) then
    perform private.refuse_criteria(field, 'is not a simple area: ' || extensions.st_isvalidreason(shape), 'search.bad_polygon');
  end if;
  return shape;
end
$$;
comment on function private.read_polygon(jsonb, text) is
  'A polygon of WGS 84 degrees from GeoJSON. Errors: search.bad_polygon (not a polygon, over 500 points, crosses itself), search.off_the_earth.';

create function private.criteria_places(criteria jsonb, field text)
returns private.search_place[]
language plpgsql
stable
set search_path = ''
as $$
declare
  given jsonb := criteria -> field;
  typed text;
  places private.search_place[] := array[]::private.search_place[];
begin
  if given is null or given = 'null' then
    return places;
  end if;
  if jsonb_typeof(given) <> 'array' then
    typed := private.criteria_text(criteria, field);
    return case when typed is null then places else array[private.find_place(typed)] end;
  end if;
  if jsonb_array_length(given) > 20 or exists (select from jsonb_array_elements(given) as one where jsonb_typeof(one) <> 'string') then
    perform private.refuse_criteria(field, 'must be text or a list of at most 20 texts');
  end if;
  for typed in select private.criteria_text(jsonb_build_object(field, one), field) from jsonb_array_elements(given) as one loop
    if typed is not null then
      places := places || private.find_place(typed);
    end if;
  end loop;
  return places;
end
$$;
comment on function private.criteria_places(jsonb, text) is 'The places that a criterion names, one or a list. Errors: search.bad_criteria, value.bad_text 400.';

create function private.place_query(places private.search_place[])
returns text
language plpgsql
immutable
set search_path = ''
as $$
begin
  return (
    select '(' || string_agg(distinct quote_literal(token), ' | ') || ')'
    from unnest(places) as place, unnest(private.place_tokens(place)) as token);
end
$$;
comment on function private.place_query(private.search_place[]) is 'A text query for listings that lie in one of the places.';

create function private.place_mask(places private.search_place[])
returns bigint
language plpgsql
immutable
set search_path = ''
as $$
begin
  return (select bit_or(private.word_bit(token)) from unnest(places) as place, unnest(private.place_tokens(place)) as token);
end
$$;
comment on function private.place_mask(private.search_place[]) is 'The bits of which a listing in one of the places has one.';

create function private.read_words(words text, out meaning tsquery, out masks bigint[])
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  -- Each word, or the known words most like it; a word that resembles none finds nothing. What stands alone in titles
  -- (BQ) is found in every way to write it.
  select string_agg('(' || meant.words || ')', ' & ')::tsquery, array_agg(meant.mask) into meaning, masks
  from unnest(tsvector_to_array(to_tsvector('pg_catalog.simple', private.folded(words)))) as asked (word)
  cross join lateral (
    select string_agg(likely.query, ' | ') as words, bit_or(likely.mask) as mask
    from (
      select quote_literal(asked.word) as query, private.word_bit(asked.word) as mask
      where exists (select from private.search_words as known where known.word = asked.word)
      union all
      select spelt.query, spelt.mask
      from public.search_terms as term
      join public.search_terms as same on same.stands_alone and same.features = term.features
      cross join lateral (
        select '(' || string_agg(quote_literal(part), ' & ') || ') | ' || quote_literal(replace(same.phrase, ' ', '/')) as query,
          bit_or(private.word_bit(part)) | private.word_bit(replace(same.phrase, ' ', '/')) as mask
        from unnest(string_to_array(same.phrase, ' ')) as part
      ) as spelt
      where term.phrase = asked.word and term.stands_alone
      union all
      select quote_literal(near.word), private.word_bit(near.word) from (
        select known.word from private.search_words as known
        where not exists (select from private.search_words as exact where exact.word = asked.word)
          and known.word operator(extensions.%) asked.word
        order by known.word operator(extensions.<->) asked.word limit 3
      ) as near
    ) as likely
  ) as found
  cross join lateral (
    select coalesce(found.words, quote_literal(asked.word)) as words, coalesce(found.mask, private.word_bit(asked.word)) as mask
  ) as meant;
end
$$;
comment on function private.read_words(text) is
  'A text query for plain words as people type them, and the bits of each word and its likenesses: case, tone marks and spelling are forgiven. Null when there is no word.';

create function private.read_criteria(criteria jsonb)
returns private.search_criteria
language plpgsql
stable
set search_path = ''
as $$
declare
  wanted private.search_criteria;
  known_keys constant text[] := array['purpose', 'min_price_kobo', 'max_price_kobo', 'min_bedrooms', 'max_bedrooms', 'min_bathrooms',
    'kinds', 'features', 'furnished', 'verified_only', 'near', 'radius_m', 'polygon', 'viewport', 'area', 'words',
    'free_from', 'free_until', 'within', 'plain_words',
    'min_move_in_kobo', 'max_move_in_kobo'];
  unknown text;
  nearest text;
  near jsonb := criteria -> 'near';
  box jsonb := criteria -> 'viewport';
  places private.search_place[];
  place private.search_place;
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
    nearest := private.nearest_of(unknown, known_keys);
    perform private.raise_problem('search.bad_criteria',
      format('Cannot search: %s is not something to search by', unknown) || coalesce(format('. The nearest is %s', nearest), ''), 400,
      jsonb_strip_nulls(jsonb_build_object('field', 'criteria.' || unknown, 'nearest', nearest, 'allowed', known_keys)));
  end if;

  -- What the words say stands in the criteria from here on.
  if criteria ? 'words' then
    criteria := (private.understand(criteria)).criteria;
  end if;

  if coalesce(criteria ->> 'purpose', 'rent') <> all (enum_range(null::public.listing_purpose)::text[]) then
    perform private.refuse_choice('purpose', criteria ->> 'purpose', enum_range(null::public.listing_purpose)::text[]);
  end if;
  wanted.purpose := coalesce(criteria ->> 'purpose', 'rent')::public.listing_purpose;
  -- A call costs microseconds, and most criteria are left out.
  wanted.min_price_kobo := coalesce(case when criteria ? 'min_price_kobo' then private.criteria_number(criteria, 'min_price_kobo', 0, 1e15) end, 0);
  wanted.max_price_kobo := coalesce(case when criteria ? 'max_price_kobo' then private.criteria_number(criteria, 'max_price_kobo', 0, 1e15) end, 9e18);
  if wanted.max_price_kobo < wanted.min_price_kobo then
    perform private.refuse_criteria('max_price_kobo', 'is less than min_price_kobo');
  end if;
  -- Null where nobody asks: then no row is asked for it.
  if criteria ?| array['min_move_in_kobo', 'max_move_in_kobo'] then
    wanted.min_move_in_kobo := coalesce(private.criteria_number(criteria, 'min_move_in_kobo', 0, 1e16), 0);
    wanted.max_move_in_kobo := coalesce(private.criteria_number(criteria, 'max_move_in_kobo', 0, 1e16), 9e18);
    if wanted.max_move_in_kobo < wanted.min_move_in_kobo then
      perform private.refuse_criteria('max_move_in_kobo', 'is less than min_move_in_kobo');
    end if;
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
    -- A point as GeoJSON writes it is the same point.
    if near ->> 'type' = 'Point' and jsonb_typeof(near -> 'coordinates') = 'array' and jsonb_array_length(near -> 'coordinates') = 2 then
      near := jsonb_build_object('longitude', near #> '{coordinates,0}', 'latitude', near #> '{coordinates,1}');
    end if;
    if jsonb_typeof(near) <> 'object' or near -> 'longitude' is null or near -> 'latitude' is null then
      perform private.refuse_criteria('near', 'must have longitude and latitude');
    end if;
    wanted.longitude := private.criteria_degrees(near -> 'longitude', 'near.longitude', 180);
    wanted.latitude := private.criteria_degrees(near -> 'latitude', 'near.latitude', 90);
    wanted.centre := extensions.st_point(wanted.longitude, wanted.latitude)::extensions.geography;
  end if;
  wanted.radius_m := private.criteria_number(criteria, 'radius_m', 1, 50000, 'search.bad_radius', false);
  if wanted.radius_m is null and wanted.centre is not null
    and not criteria ?| array['polygon', 'viewport', 'area', 'within', 'plain_words'] then
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
    wanted.shape := extensions.st_makeenvelope(
      private.criteria_degrees(box -> 0, 'viewport', 180), private.criteria_degrees(box -> 1, 'viewport', 90),
      private.criteria_degrees(box -> 2, 'viewport', 180), private.criteria_degrees(box -> 3, 'viewport', 90), 4326);
    if (box -> 0)::numeric >= (box -> 2)::numeric or (box -> 1)::numeric >= (box -> 3)::numeric
      or extensions.st_area(wanted.shape) = 0 then
      perform private.refuse_criteria('viewport', 'must have west before east and south before north');
    end if;
  end if;

  if criteria ? 'plain_words' then
    select * into wanted.words, wanted.word_masks from private.read_words(private.criteria_text(criteria, 'plain_words'));
  end if;
  if criteria ? 'area' then
    places := private.criteria_places(criteria, 'area');
    if exists (select from unnest(places) as one where cardinality(one.lgas || one.states) > 0) then
      wanted.words := coalesce(private.place_query(places)::tsquery && wanted.words, private.place_query(places)::tsquery);
      wanted.word_masks := private.place_mask(places) || wanted.word_masks;
    elsif wanted.shape is null and not exists (select from unnest(places) as one where one.boundary is null) then
      wanted.shape := (select extensions.st_union(one.boundary) from unnest(places) as one);
    else
      wanted.area_keys := nullif(array(select distinct key from unnest(places) as one, unnest(one.keys) as key), '{}');
    end if;
  end if;
  if criteria ? 'within' then
    foreach place in array private.criteria_places(criteria, 'within') loop
      wanted.words := coalesce(private.place_query(array[place])::tsquery && wanted.words, private.place_query(array[place])::tsquery);
      wanted.word_masks := private.place_mask(array[place]) || wanted.word_masks;
    end loop;
  end if;

  if criteria ?| array['free_from', 'free_until'] then
    from_on := private.criteria_date(criteria, 'free_from');
    until_on := private.criteria_date(criteria, 'free_until');
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
comment on function private.read_criteria(jsonb) is
  'Checks search criteria. Errors (400) name the field as criteria.<name>: search.bad_criteria, search.bad_radius, search.bad_polygon, search.off_the_earth, value.bad_date, value.bad_text.';
