-- The nearest search with less ceremony. Measured: a third of its time went into planning small SQL functions at
-- every call and into making cursors as JSON; much of the rest into arithmetic that is the same for every row.
set lock_timeout = '5s';
set statement_timeout = '60s';

-- A function in SQL that is not inlined is parsed and planned anew by each query that calls it; plpgsql keeps its plans.
create or replace function private.box_around(longitude double precision, latitude double precision, radius_m double precision)
returns private.search_box
language plpgsql
immutable
set search_path = ''
as $$
declare
  -- A degree of latitude is 110.57 km or more; of longitude 111.32 km or more times the cosine of the latitude.
  up double precision := radius_m / 110500 + 1e-9;
  across double precision := 360;
begin
  if abs(latitude) + up < 89 then
    across := radius_m / (111300 * cos(radians(abs(latitude) + up))) + 1e-9;
  end if;
  return row(longitude - across, latitude - up, longitude + across, latitude + up)::private.search_box;
end
$$;

create type private.search_reach as (
  metres double precision, square double precision,
  least_across double precision, least_up double precision, most_across double precision, most_up double precision);
comment on type private.search_reach is
  'A radius in metres and its square, with the squares of the least and the most metres that a degree of longitude (across) and of latitude (up) has within it.';

create function private.reach_of(metres double precision, latitude double precision)
returns private.search_reach
language plpgsql
immutable
set search_path = ''
as $$
declare
  reach private.search_reach;
begin
  if metres is not null then
    reach.metres := metres;
    reach.square := metres * metres;
    reach.least_across := (111300 * cos(radians(abs(latitude) + metres / 110500))) ^ 2;
    reach.least_up := 110500.0 ^ 2;
    reach.most_across := (111700 * cos(radians(greatest(abs(latitude) - metres / 110500, 0)))) ^ 2;
    reach.most_up := 111700.0 ^ 2;
  end if;
  return reach;
end
$$;
comment on function private.reach_of(double precision, double precision) is
  'What is the same for every row that is held against a radius around a point of a latitude; all null for no radius.';

create or replace function private.criteria_condition()
returns text
language sql
immutable
set search_path = ''
as $$
  -- What most rows fail comes first. The exact distance on the spheroid costs microseconds; bounds of it from degrees
  -- settle all but a thin ring.
  select $sql$
    searched.price_kobo between wanted.min_price_kobo and wanted.max_price_kobo
    and searched.bedrooms between wanted.min_bedrooms and wanted.max_bedrooms
    and searched.longitude between box.west and box.east and searched.latitude between box.south and box.north
    and searched.bathrooms >= wanted.min_bathrooms
    and searched.feature_bits & wanted.feature_bits = wanted.feature_bits
    and (wanted.kinds is null or searched.kind = any (wanted.kinds))
    and (wanted.is_furnished is null or searched.is_furnished = wanted.is_furnished)
    and (not wanted.verified_only or searched.is_verified)
    and (wanted.area_keys is null or searched.area_key = any (wanted.area_keys))
    and (reach.metres is null or case
      when (searched.longitude - wanted.longitude) * (searched.longitude - wanted.longitude) * reach.least_across
        + (searched.latitude - wanted.latitude) * (searched.latitude - wanted.latitude) * reach.least_up > reach.square then false
      when (searched.longitude - wanted.longitude) * (searched.longitude - wanted.longitude) * reach.most_across
        + (searched.latitude - wanted.latitude) * (searched.latitude - wanted.latitude) * reach.most_up < reach.square then true
      else extensions.st_distance(extensions.st_point(searched.longitude, searched.latitude)::extensions.geography, wanted.centre) <= reach.metres
    end)
    and (wanted.shape is null or extensions.st_covers(wanted.shape,
      extensions.st_setsrid(extensions.st_makepoint(searched.longitude, searched.latitude), 4326)))
    and (wanted.free_for is null or private.is_unit_free(
      (select known.unit_id from private.searchable_listings as known where known.listing_id = searched.listing_id),
      wanted.free_for))
  $sql$
$$;
comment on function private.criteria_condition() is
  'What a row "searched" must meet, given "wanted" (private.search_criteria), "box" (private.search_box) and "reach" (private.search_reach): the only place that says so.';

create or replace function private.search_source(wanted private.search_criteria, box private.search_box, widest_degrees double precision)
returns text
language plpgsql
immutable
set search_path = ''
as $$
declare
  degrees_wide double precision := greatest(box.east - box.west, box.north - box.south);
  widest double precision := case when wanted.words is null then widest_degrees else 0.4 end;
  source text;
begin
  if wanted.area_keys is null and degrees_wide <= widest then
    source := private.cell_source();
  elsif wanted.words is not null then
    -- The text index leads: a plan that walks another one could walk it to the end for a word that is not there.
    source := format($sql$lateral (
      select * from (select * from private.searchable_listings as found where found.words @@ %L::tsquery offset 0) as searched
      where %s
    ) as searched$sql$, wanted.words::text || format(' & ''#%s''', wanted.purpose), private.criteria_condition());
  else
    source := format($sql$lateral (
      select * from private.searchable_listings as searched where searched.purpose = wanted.purpose and %s
    ) as searched$sql$, private.criteria_condition());
  end if;
  return '(select ($1).*) as wanted cross join (select ($2).*) as box cross join (select (private.reach_of($3, ($1).latitude)).*) as reach cross join '
    || source;
end
$$;

create function private.find_nearest_within(
  wanted private.search_criteria, after_distance double precision, after_id uuid, max_results integer)
returns setof private.search_hit
language plpgsql
stable
set search_path = ''
as $$
begin
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
  using wanted, private.criteria_box(wanted), wanted.radius_m, after_id, after_distance, max_results;
end
$$;
comment on function private.find_nearest_within(private.search_criteria, double precision, uuid, integer) is
  'A page of listings in a shape or in named areas, or anywhere, by exact distance from the centre, then id, after a distance and id.';

do $make$
declare
  -- Field by field: a whole row as a parameter would be taken apart again for each row that is looked at.
  fields text := (
    select string_agg(format('wanted.%1$I as %1$I', attname), ', ' order by attnum) from pg_catalog.pg_attribute
    where attrelid = 'private.search_criteria'::regclass and attnum > 0);
begin
  execute format($create$
    create or replace function private.find_nearest(
      wanted private.search_criteria, after_distance double precision, after_id uuid, max_results integer)
    returns setof private.search_hit
    language plpgsql
    stable
    set search_path = ''
    set plan_cache_mode = force_generic_plan
    as $body$
    declare
      metres double precision := wanted.radius_m;
      bounds private.search_box;
      around private.search_reach;
      here integer;
      crowd integer;
      -- Square metres of a cell near the equator: a first guess needs no more.
      cell_area constant double precision := 111320.0 * 110574.0 / 200 / 200;
      ids uuid[];
      distances double precision[];
      is_last boolean := false;
    begin
      if metres is null or wanted.area_keys is not null or wanted.shape is not null then
        return query select hit.* from private.find_nearest_within(wanted, after_distance, after_id, max_results) as hit;
        return;
      end if;
      -- Rings: a page that a small circle already fills needs no look at the whole. The first is as wide as would hold
      -- twelve times the page if all around were as crowded as the kilometres to the west and east of the centre (a
      -- search keeps one row of ten, perhaps); what a ring held tells how much larger the next one must be.
      here := private.search_cell(wanted.longitude, wanted.latitude);
      select count(*) into crowd
      from (
        select from private.searchable_listings as near
        where near.purpose = wanted.purpose and near.cell between here - 2 and here + 2 limit 400
      ) as counted;
      metres := least(metres, greatest(metres / 20, coalesce(after_distance * 1.2, 0),
        sqrt(12.0 * max_results / (greatest(crowd, 1) / cell_area / 5) / pi())));
      loop
        is_last := metres >= wanted.radius_m;
        bounds := private.box_around(wanted.longitude, wanted.latitude, metres);
        around := private.reach_of(metres, wanted.latitude);
        select array_agg(near.listing_id), array_agg(near.distance_m) into ids, distances
        from (
          select found.listing_id, found.distance_m
          from (
            select searched.listing_id,
              extensions.st_distance(extensions.st_point(searched.longitude, searched.latitude)::extensions.geography, asked.centre) as distance_m
            from (select %1$s) as asked
            cross join (select bounds.west as west, bounds.south as south, bounds.east as east, bounds.north as north) as box
            cross join (select around.metres as metres, around.square as square, around.least_across as least_across,
              around.least_up as least_up, around.most_across as most_across, around.most_up as most_up) as reach
            cross join %2$s
          ) as found
          where after_id is null or (found.distance_m, found.listing_id) > (after_distance, after_id)
          order by found.distance_m, found.listing_id limit max_results
        ) as near;
        exit when is_last or cardinality(ids) >= max_results;
        metres := least(wanted.radius_m,
          metres * sqrt(least(greatest(1.5 * max_results / coalesce(cardinality(ids), 1), 2), 16)));
      end loop;
      return query select hit.listing_id, hit.distance_m::text, hit.distance_m from unnest(ids, distances) as hit (listing_id, distance_m);
    end
    $body$
  $create$, fields, replace(private.cell_source(), 'wanted.', 'asked.'));
end
$make$;
drop function private.nearest_in_ring(private.search_criteria, private.search_box, double precision, double precision, uuid, integer);

-- A cursor is opaque to clients, so plain text serves: order~key~id. As JSON in base64, twenty took a quarter of a millisecond.
create or replace function private.search_listings(criteria jsonb, sort_by public.search_order, after text, max_results integer)
returns setof private.search_hit
language plpgsql
stable
security definer
-- A page. At the thousand rows of the default, reading all listings seems cheaper than looking each hit up.
rows 20
set search_path = ''
-- Compiling takes longer than any search.
set jit = off
as $$
declare
  wanted private.search_criteria := private.read_criteria(criteria);
  after_key text;
  after_id uuid;
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
      after_key := split_part(after, '~', 2);
      after_id := split_part(after, '~', 3)::uuid;
      if split_part(after, '~', 1) <> sort_by::text
        or sort_by = 'distance' and after_key::double precision is null
        or sort_by = 'newest' and after_key::timestamptz is null
        or sort_by in ('price', 'price_desc') and after_key::bigint is null then
        raise invalid_parameter_value;
      end if;
    exception when data_exception then
      perform private.raise_problem('search.bad_cursor', 'Cannot go on from there: after must be the cursor of a row found with the same order', 400,
        jsonb_build_object('field', 'after'));
    end;
  end if;
  if sort_by = 'distance' then
    return query
    select hit.listing_id, concat_ws('~', sort_by, hit.sort_key, hit.listing_id), hit.distance_m
    from private.find_nearest(wanted, after_key::double precision, after_id, max_results) as hit;
  else
    return query
    select hit.listing_id, concat_ws('~', sort_by, hit.sort_key, hit.listing_id), hit.distance_m
    from private.find_by_key(wanted, sort_by, after_key, after_id, max_results) as hit;
  end if;
end
$$;
drop function private.search_cursor(public.search_order, text, uuid);
