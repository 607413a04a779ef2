-- The search itself: nearest, cheapest, dearest or newest first, page after page.
set lock_timeout = '5s';
set statement_timeout = '60s';

drop function public.search_listings(double precision, double precision, double precision, public.listing_purpose, bigint, bigint, smallint, integer);
drop index public.listings_location_idx;

create type public.search_order as enum ('distance', 'price', 'price_desc', 'newest');
comment on type public.search_order is 'Nearest first, cheapest first, dearest first, newest first.';

create type private.search_hit as (listing_id uuid, sort_key text, distance_m double precision);
comment on type private.search_hit is 'A found listing with its place in the order.';

-- Made by format() so that the condition is written once: as a function of its own it would be called for each row,
-- and a dynamic query is planned at each call, which takes longer than running it.
do $make$
declare
  -- Field by field: a whole row as a parameter would be taken apart again for each row that is looked at.
  fields text := (
    select string_agg(format('criteria.%1$I as %1$I', attname), ', ' order by attnum) from pg_catalog.pg_attribute
    where attrelid = 'private.search_criteria'::regclass and attnum > 0);
begin
  execute format($create$
    create function private.nearest_in_ring(
      criteria private.search_criteria, bounds private.search_box, metres double precision,
      after_distance double precision, after_id uuid, max_results integer)
    returns setof private.search_hit
    language plpgsql
    stable
    set search_path = ''
    set plan_cache_mode = force_generic_plan
    as $body$
    begin
      return query
      select found.listing_id, found.distance_m::text, found.distance_m
      from (
        select searched.listing_id,
          extensions.st_distance(extensions.st_point(searched.longitude, searched.latitude)::extensions.geography, wanted.centre) as distance_m
        from (select %s) as wanted
        cross join (select bounds.west as west, bounds.south as south, bounds.east as east, bounds.north as north) as box
        cross join (select metres as metres) as reach
        cross join %s
      ) as found
      where after_id is null or (found.distance_m, found.listing_id) > (after_distance, after_id)
      order by found.distance_m, found.listing_id limit max_results;
    end
    $body$
  $create$, fields, private.cell_source());
end
$make$;
comment on function private.nearest_in_ring(private.search_criteria, private.search_box, double precision, double precision, uuid, integer) is
  'The nearest rows that meet the criteria within metres of the centre, after a distance and id; bounds must hold that circle.';

create function private.find_nearest(
  wanted private.search_criteria, after_distance double precision, after_id uuid, max_results integer)
returns setof private.search_hit
language plpgsql
stable
set search_path = ''
as $$
declare
  reach double precision := wanted.radius_m;
  hits private.search_hit[];
  is_last boolean := false;
begin
  if reach is null or wanted.area_keys is not null or wanted.shape is not null then
    return query execute format($query$
      select found.listing_id, found.distance_m::text, found.distance_m
      from (
        select searched.listing_id,
          extensions.st_distance(extensions.st_point(searched.longitude, searched.latitude)::extensions.geography, wanted.centre) as distance_m
        from %s
      ) as found
      where $4 is null or (found.distance_m, found.listing_id) > ($5, $4)
      order by found.distance_m, found.listing_id limit $6
    $query$, private.search_source(wanted, private.criteria_box(wanted), 1.2))
    using wanted, private.criteria_box(wanted), reach, after_id, after_distance, max_results;
    return;
  end if;
  -- Rings: a page that a small circle already fills needs no look at the whole. What a ring held tells how much
  -- larger the next one must be.
  reach := least(reach, greatest(reach / 10, coalesce(after_distance * 1.2, 0)));
  loop
    is_last := reach >= wanted.radius_m;
    select array_agg(hit) into hits
    from private.nearest_in_ring(
      wanted, private.box_around(wanted.longitude, wanted.latitude, reach), reach, after_distance, after_id, max_results) as hit;
    exit when is_last or cardinality(hits) >= max_results;
    reach := least(wanted.radius_m,
      reach * sqrt(least(greatest(1.5 * max_results / coalesce(cardinality(hits), 1), 2), 16)));
  end loop;
  return query select hit.* from unnest(hits) as hit;
end
$$;
comment on function private.find_nearest(private.search_criteria, double precision, uuid, integer) is
  'A page of listings by exact distance in metres, then id, after a distance and id. Needs criteria with a centre.';

create function private.find_by_key(
  wanted private.search_criteria, sort_by public.search_order, after_key text, after_id uuid, max_results integer)
returns setof private.search_hit
language plpgsql
stable
set search_path = ''
as $$
declare
  box private.search_box := private.criteria_box(wanted);
  key_column text := case when sort_by = 'newest' then 'published_at' else 'price_kobo' end;
  direction text := case when sort_by = 'price' then 'asc' else 'desc' end;
begin
  return query execute format($query$
    select found.listing_id, found.key::text,
      case when ($1).centre is not null
        then extensions.st_distance(extensions.st_point(found.longitude, found.latitude)::extensions.geography, ($1).centre) end
    from (
      select searched.listing_id, searched.%1$I as key, searched.longitude, searched.latitude
      from (select searched.* from %2$s) as searched
      where %4$s
      order by searched.%1$I %3$s, searched.listing_id %3$s limit $4
    ) as found
    order by found.key %3$s, found.listing_id %3$s
  $query$,
    key_column, private.search_source(wanted, box, 0.4), direction,
    case when after_id is null then 'true' else format('(searched.%I, searched.listing_id) %s (%L, %L)',
      key_column, case direction when 'asc' then '>' else '<' end, after_key, after_id) end)
  using wanted, box, wanted.radius_m, max_results;
end
$$;
comment on function private.find_by_key(private.search_criteria, public.search_order, text, uuid, integer) is
  'A page of listings by price or by time of publication, then id, after a key and id.';

create function private.search_cursor(sort_by public.search_order, sort_key text, listing_id uuid)
returns text
language sql
immutable
set search_path = ''
as $$
  select translate(encode(convert_to(
    jsonb_build_object('sort', sort_by, 'key', sort_key, 'id', listing_id)::text, 'utf8'), 'base64'), E'\n', '')
$$;
comment on function private.search_cursor(public.search_order, text, uuid) is
  'What a client hands back to go on after a row: the order, the row''s key in it and its id.';

create function private.search_listings(criteria jsonb, sort_by public.search_order, after text, max_results integer)
returns setof private.search_hit
language plpgsql
stable
security definer
set search_path = ''
-- Compiling takes longer than any search.
set jit = off
as $$
declare
  wanted private.search_criteria := private.read_criteria(criteria);
  place jsonb;
begin
  if max_results is null or max_results not between 1 and 100 then
    perform private.raise_problem('search.bad_limit', 'Cannot search: max_results must be between 1 and 100', 400,
      jsonb_build_object('field', 'max_results'));
  end if;
  if sort_by is null then
    sort_by := (case when wanted.centre is null then 'newest' else 'distance' end)::public.search_order;
  end if;
  if sort_by = 'distance' and wanted.centre is null then
    perform private.refuse_criteria('near', 'is missing: sorting by distance needs it');
  end if;
  if after is not null then
    begin
      place := convert_from(decode(after, 'base64'), 'utf8')::jsonb;
      if place ->> 'sort' is distinct from sort_by::text or (place ->> 'id')::uuid is null then
        raise invalid_parameter_value;
      end if;
      if sort_by = 'distance' and (place ->> 'key')::double precision is null
        or sort_by = 'newest' and (place ->> 'key')::timestamptz is null
        or sort_by in ('price', 'price_desc') and (place ->> 'key')::bigint is null then
        raise invalid_parameter_value;
      end if;
    exception when others then
      perform private.raise_problem('search.bad_cursor', 'Cannot go on from there: after must be the cursor of a row found with the same order', 400,
        jsonb_build_object('field', 'after'));
    end;
  end if;
  if sort_by = 'distance' then
    return query
    select hit.listing_id, private.search_cursor(sort_by, hit.sort_key, hit.listing_id), hit.distance_m
    from private.find_nearest(wanted, (place ->> 'key')::double precision, (place ->> 'id')::uuid, max_results) as hit;
  else
    return query
    select hit.listing_id, private.search_cursor(sort_by, hit.sort_key, hit.listing_id), hit.distance_m
    from private.find_by_key(wanted, sort_by, place ->> 'key', (place ->> 'id')::uuid, max_results) as hit;
  end if;
end
$$;
comment on function private.search_listings(jsonb, public.search_order, text, integer) is
  'Finds published listings only; runs as its owner so that the indexes of private.searchable_listings can be used.';
grant execute on function private.search_listings(jsonb, public.search_order, text, integer) to anon, authenticated, service_role;

create function public.search_listings(
  criteria jsonb default '{}',
  sort_by public.search_order default null,
  after text default null,
  max_results integer default 20
)
returns table (
  id uuid,
  title text,
  purpose public.listing_purpose,
  price_kobo bigint,
  price_per public.price_period,
  advance_periods smallint,
  currency text,
  kind public.unit_kind,
  bedrooms smallint,
  bathrooms smallint,
  is_furnished boolean,
  is_verified boolean,
  features public.feature[],
  area text,
  lga text,
  state text,
  longitude double precision,
  latitude double precision,
  published_at timestamptz,
  distance_m double precision,
  "cursor" text
)
language plpgsql
stable
set search_path = ''
rows 20
as $$
#variable_conflict use_column
begin
  -- plpgsql keeps the plan; the same in SQL would be planned anew at each call, for half of the time it takes.
  return query
  select listing.id, listing.title, listing.purpose, listing.price_kobo, listing.price_per,
    listing.advance_periods, listing.currency, listing.kind, listing.bedrooms, listing.bathrooms,
    listing.is_furnished, listing.is_verified, listing.features, listing.area, listing.lga, listing.state,
    extensions.st_x(listing.location::extensions.geometry), extensions.st_y(listing.location::extensions.geometry),
    listing.published_at, hit.distance_m, hit.next_cursor
  from private.search_listings(criteria, sort_by, after, max_results) with ordinality
    as hit (listing_id, next_cursor, distance_m, place)
  join public.listings as listing on listing.id = hit.listing_id
  order by hit.place;
end
$$;
comment on function public.search_listings(jsonb, public.search_order, text, integer) is
  'Published listings. criteria: purpose, min_price_kobo, max_price_kobo (rent for a year, a stay for a night, a sale in whole), min_bedrooms, max_bedrooms, min_bathrooms, kinds, features, furnished, verified_only, near {longitude, latitude}, radius_m (at most 50,000), polygon (GeoJSON), viewport [west, south, east, north], area, words, free_from and free_until. Sorted by distance when near is given, else newest first. after: the cursor of the last row seen. Errors (400) name the field: search.bad_criteria, search.bad_radius, search.bad_polygon, search.off_the_earth, search.bad_cursor, search.bad_limit.';
grant execute on function public.search_listings(jsonb, public.search_order, text, integer) to anon, authenticated, service_role;
