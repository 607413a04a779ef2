-- The search itself: nearest, cheapest, dearest or newest first, page after page.

create type public.search_order as enum ('distance', 'price', 'price_desc', 'newest', 'move_in', 'move_in_desc');
comment on type public.search_order is 'Nearest first, cheapest first, dearest first, newest first; move_in: least to pay to move in first, move_in_desc: most.';

create type private.search_hit as (listing_id uuid, sort_key text, distance_m double precision, move_in_kobo bigint);
comment on type private.search_hit is 'A found listing with its place in the order.';

create function private.find_nearest_within(
  wanted private.search_criteria, after_distance double precision, after_id uuid, max_results integer)
returns setof private.search_hit
language plpgsql
stable
set search_path = ''
as $$
begin
  return query execute format($query$
    select found.listing_id, found.distance_m::text, found.distance_m, found.move_in_kobo::bigint
    from (
      select searched.listing_id, searched.move_in_kobo,
        extensions.st_distance(extensions.st_point(searched.longitude, searched.latitude)::extensions.geography, asked.centre) as distance_m
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

-- Made by format() so that the condition is written once: as a function of its own it would be called for each row,
-- and a dynamic query is planned at each call, which takes longer than running it.
do $make$
declare
  -- Field by field: a whole row as a parameter would be taken apart again for each row that is looked at.
  fields text := (
    select string_agg(format('wanted.%1$I as %1$I', attname), ', ' order by attnum) from pg_catalog.pg_attribute
    where attrelid = 'private.search_criteria'::regclass and attnum > 0);
begin
  execute format($create$
    create function private.find_nearest(
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
      sums bigint[];
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
        select array_agg(near.listing_id), array_agg(near.distance_m), array_agg(near.move_in_kobo) into ids, distances, sums
        from (
          select found.listing_id, found.distance_m, found.move_in_kobo
          from (
            select searched.listing_id, searched.move_in_kobo,
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
      return query
      select hit.listing_id, hit.distance_m::text, hit.distance_m, hit.move_in_kobo
      from unnest(ids, distances, sums) as hit (listing_id, distance_m, move_in_kobo);
    end
    $body$
  $create$, fields, private.cell_source());
end
$make$;
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
  key_column text := case when sort_by = 'newest' then 'published_at' when sort_by in ('move_in', 'move_in_desc') then 'move_in_kobo' else 'price_kobo' end;
  direction text := case when sort_by in ('price', 'move_in') then 'asc' else 'desc' end;
begin
  return query execute format($query$
    select found.listing_id, found.key::text,
      case when ($1).centre is not null
        then extensions.st_distance(extensions.st_point(found.longitude, found.latitude)::extensions.geography, ($1).centre) end,
      found.move_in_kobo::bigint
    from (
      select searched.listing_id, searched.%1$I as key, searched.longitude, searched.latitude, searched.move_in_kobo
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
  'A page of listings by price, by what it costs to move in or by time of publication, then id, after a key and id.';

-- A cursor is opaque to clients, so plain text serves: order~key~id. As JSON in base64, twenty took a quarter of a millisecond.
create function private.search_listings(criteria jsonb, sort_by public.search_order, after text, max_results integer)
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
        or sort_by = 'newest' and (after_key !~ '^[0-9]{4}-' or after_key::timestamptz is null)
        or sort_by in ('price', 'price_desc', 'move_in', 'move_in_desc') and after_key::bigint is null then
        raise invalid_parameter_value;
      end if;
    exception when data_exception then
      perform private.raise_problem('search.bad_cursor', 'Cannot go on from there: after must be the cursor of a row found with the same order', 400,
        jsonb_build_object('field', 'after'));
    end;
  end if;
  if sort_by = 'distance' then
    return query
    select hit.listing_id, concat_ws('~', sort_by, hit.sort_key, hit.listing_id), hit.distance_m, hit.move_in_kobo
    from private.find_nearest(wanted, after_key::double precision, after_id, max_results) as hit;
  else
    return query
    select hit.listing_id, concat_ws('~', sort_by, hit.sort_key, hit.listing_id), hit.distance_m, hit.move_in_kobo
    from private.find_by_key(wanted, sort_by, after_key, after_id, max_results) as hit;
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
  "cursor" text,
  move_in_kobo bigint,
  cover jsonb,
  checked jsonb,
  confirmed_at timestamptz
)
language plpgsql
stable
set search_path = ''
rows 20
as $$
#variable_conflict use_column
declare
  hits private.search_hit[];
begin
  perform private.visitors_may_keep(10, 30);
  -- Found before anything is joined: a plan that sees no listing to join would not even look at the criteria.
  hits := array(select hit from private.search_listings(criteria, sort_by, after, max_results) as hit);
  -- plpgsql keeps the plan; the same in SQL would be planned anew at each call, for half of the time it takes.
  return query
  select listing.id, listing.title, listing.purpose, listing.price_kobo, listing.price_per,
    listing.advance_periods, listing.currency, listing.kind, listing.bedrooms, listing.bathrooms,
    listing.is_furnished, listing.is_verified, listing.features, listing.area, listing.lga, listing.state,
    extensions.st_x(listing.location::extensions.geometry), extensions.st_y(listing.location::extensions.geometry),
    listing.published_at, hit.distance_m, hit.next_cursor, hit.move_in_kobo,
    (
      select jsonb_build_object('id', photo.id, 'alt_text', photo.alt_text, 'color', photo.color,
        'width', photo.width, 'height', photo.height, 'sizes', photo.sizes)
      from public.listing_media as photo where photo.listing_id = listing.id and photo.position = 1),
    private.checks_of(listing), listing.confirm_by - private.freshness()
  from unnest(hits) with ordinality as hit (listing_id, next_cursor, distance_m, move_in_kobo, place)
  join public.listings as listing on listing.id = hit.listing_id
  order by hit.place;
end
$$;
comment on function public.search_listings(jsonb, public.search_order, text, integer) is
  'Published listings, each with its cover photo (null without one), move_in_kobo (the advance and every fee that the occupier pays: listing_costs), checked (what staff checked, what was found and on which day: [{"what": "title", "found": "clean", "on": "2026-11-27"}]) and confirmed_at (when its lister last said that it is true). criteria: purpose, min_price_kobo, max_price_kobo (rent for a year, a stay for a night, a sale in whole), min_move_in_kobo, max_move_in_kobo, min_bedrooms, max_bedrooms, min_bathrooms, kinds, features, furnished, verified_only, near {longitude, latitude} or a GeoJSON Point, radius_m (at most 50,000), polygon (GeoJSON), viewport [west, south, east, north], area (name, alias, LGA or state, or a list of them), within (LGA or state), words (as people type them: numbers of rooms, kinds, prices and places in them are understood; what is given as a criterion wins), plain_words (words of the title alone), free_from and free_until. sort_by: distance, price, price_desc, newest, move_in, move_in_desc; by distance when near is given, else newest first, when left out. after: the cursor of the last row seen. Errors (400) name the field: search.bad_criteria, search.bad_radius, search.bad_polygon, search.off_the_earth, search.bad_cursor, search.bad_limit.';
grant execute on function public.search_listings(jsonb, public.search_order, text, integer) to anon, authenticated, service_role;
