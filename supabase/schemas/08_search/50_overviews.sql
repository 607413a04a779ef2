-- Overviews of what a search would find: counts by facet, and the map, tile by tile.

create function private.count_facets(criteria jsonb)
returns jsonb
language plpgsql
stable
set search_path = ''
set jit = off
as $$
declare
  wanted private.search_criteria := private.read_criteria(criteria);
  -- Each facet shows what its other choices would find, so its own criterion is left aside for it.
  wider private.search_criteria := wanted;
  facets jsonb;
begin
  wider.kinds := null;
  wider.min_bedrooms := 0;
  wider.max_bedrooms := 50;
  wider.is_furnished := null;
  wider.verified_only := false;
  execute format($query$
    with found as materialized (
      select searched.kind, searched.bedrooms, searched.is_furnished, searched.is_verified, searched.feature_bits,
        searched.price_kobo, searched.area_key,
        ($4).kinds is null or searched.kind = any (($4).kinds) as of_kind,
        searched.bedrooms between ($4).min_bedrooms and ($4).max_bedrooms as of_size,
        ($4).is_furnished is null or searched.is_furnished = ($4).is_furnished as as_furnished,
        not ($4).verified_only or searched.is_verified as as_verified
      from %s
    ),
    grouped as (
      select kind, bedrooms, is_furnished, is_verified, area_key, grouping(kind, bedrooms, is_furnished, is_verified, area_key) as missing,
        count(*) filter (where of_size and as_furnished and as_verified) as for_kind,
        count(*) filter (where of_kind and as_furnished and as_verified) as for_size,
        count(*) filter (where of_kind and of_size and as_verified) as for_furnished,
        count(*) filter (where of_kind and of_size and as_furnished) as for_verified,
        count(*) filter (where of_kind and of_size and as_furnished and as_verified) as for_all
      from found
      group by grouping sets ((kind), (bedrooms), (is_furnished), (is_verified), (area_key), ())
    )
    select jsonb_build_object(
      'total', (select for_all from grouped where missing = 31),
      'kinds', (select coalesce(jsonb_object_agg(kind, for_kind), '{}') from grouped where missing = 15 and for_kind > 0),
      'bedrooms', (select coalesce(jsonb_object_agg(bedrooms, for_size), '{}') from grouped where missing = 23 and for_size > 0),
      'furnished', (select coalesce(sum(for_furnished), 0) from grouped where missing = 27 and is_furnished),
      'verified', (select coalesce(sum(for_verified), 0) from grouped where missing = 29 and is_verified),
      'areas', (
        select coalesce(jsonb_object_agg(area_key, for_all), '{}')
        from (select area_key, for_all from grouped where missing = 30 and for_all > 0 order by for_all desc, area_key limit 20) as top),
      'features', (
        select coalesce(jsonb_object_agg(feature, listings), '{}')
        from (
          select feature, count(*) as listings
          from found join unnest(enum_range(null::public.feature)) with ordinality as known (feature, place)
            on found.feature_bits & (1::bigint << (known.place::integer - 1)) <> 0
          where of_kind and of_size and as_furnished and as_verified
          group by feature
        ) as counted),
      'prices', (
        select case when count(*) > 0 then jsonb_build_object('lowest_kobo', min(price_kobo), 'highest_kobo', max(price_kobo),
          'quartiles_kobo', percentile_disc(array[0.25, 0.5, 0.75]) within group (order by price_kobo)) end
        from found where of_kind and of_size and as_furnished and as_verified))
  $query$, private.search_source(wider, private.criteria_box(wider), 1.2))
  into facets
  using wider, private.criteria_box(wider), wider.radius_m, wanted;
  return facets;
end
$$;
comment on function private.count_facets(jsonb) is 'Counts by facet the published listings that meet the criteria, at this moment.';

create function private.listing_facets(criteria jsonb)
returns jsonb
language sql
stable
security definer
set search_path = ''
as $$
  select coalesce(private.known_overview('facets', criteria), private.count_facets(criteria))
$$;
comment on function private.listing_facets(jsonb) is 'Counts published listings only; runs as its owner for the indexes of private.searchable_listings.';
grant execute on function private.listing_facets(jsonb) to anon, authenticated, service_role;

create function public.listing_facets(criteria jsonb default '{}')
returns jsonb
language sql
stable
set search_path = ''
as $$
  select private.visitors_may_keep(15, 60);
  select private.listing_facets(criteria)
$$;
comment on function public.listing_facets(jsonb) is
  'How many published listings meet the criteria of search_listings: total, and by kinds, bedrooms, furnished, verified, the 20 fullest areas, features, with lowest, highest and quartile prices in kobo. The counts of kinds, bedrooms, furnished and verified leave their own criterion aside. Those of a whole crowded market may be some minutes old. Errors as of search_listings.';
grant execute on function public.listing_facets(jsonb) to anon, authenticated, service_role;

-- Map tiles -------------------------------------------------------------------------------------

create function private.tile_box(zoom integer, x integer, y integer)
returns private.search_box
language sql
immutable
set search_path = ''
as $$
  select row(
    x * 360.0 / tiles - 180, degrees(atan(sinh(pi() * (1 - 2 * (y + 1) / tiles)))),
    (x + 1) * 360.0 / tiles - 180, degrees(atan(sinh(pi() * (1 - 2 * y / tiles)))))::private.search_box
  from (select power(2::double precision, zoom) as tiles) as scale
$$;
comment on function private.tile_box(integer, integer, integer) is
  'Bounds of a Web Mercator tile, in the numbering of OpenStreetMap and GeoJSON map libraries (y grows southwards).';

create function private.draw_tile(zoom integer, x integer, y integer, criteria jsonb)
returns jsonb
language plpgsql
stable
set search_path = ''
set jit = off
as $$
declare
  wanted private.search_criteria := private.read_criteria(criteria);
  box private.search_box;
  within private.search_box;
  tile jsonb;
begin
  if zoom is null or zoom not between 0 and 22 then
    perform private.raise_problem('search.bad_tile', 'Cannot draw the tile: zoom must be from 0 to 22', 400, jsonb_build_object('field', 'zoom'));
  end if;
  if x is null or x not between 0 and (1 << zoom) - 1 then
    perform private.raise_problem('search.bad_tile', format('Cannot draw the tile: x must be from 0 to %s', (1 << zoom) - 1), 400, jsonb_build_object('field', 'x'));
  end if;
  if y is null or y not between 0 and (1 << zoom) - 1 then
    perform private.raise_problem('search.bad_tile', format('Cannot draw the tile: y must be from 0 to %s', (1 << zoom) - 1), 400, jsonb_build_object('field', 'y'));
  end if;
  box := private.tile_box(zoom, x, y);
  within := private.criteria_box(wanted);
  within := row(greatest(box.west, within.west), greatest(box.south, within.south), least(box.east, within.east), least(box.north, within.north));
  -- Half open, west and south in: every listing lies in exactly one tile and one of its 64 squares.
  execute format($query$
    with found as materialized (
      select searched.listing_id, searched.longitude, searched.latitude, searched.price_kobo, searched.bedrooms,
        floor((searched.longitude - ($4).west) / (($4).east - ($4).west) * 8)::integer * 8
          + floor((searched.latitude - ($4).south) / (($4).north - ($4).south) * 8)::integer as square
      from %s
      where searched.longitude < ($4).east and searched.latitude < ($4).north
    ),
    squares as (
      select square, count(*) as listings, min(price_kobo) as lowest_kobo, avg(longitude) as longitude, avg(latitude) as latitude,
        count(*) <= 5 or $5 >= 17 as is_sparse
      from found group by square
    )
    select jsonb_build_object(
      'count', (select coalesce(sum(listings), 0) from squares),
      'clusters', (
        select coalesce(jsonb_agg(jsonb_build_object('longitude', round(longitude::numeric, 6), 'latitude', round(latitude::numeric, 6),
          'count', listings, 'lowest_kobo', lowest_kobo) order by square), '[]')
        from squares where not is_sparse),
      'points', (
        select coalesce(jsonb_agg(jsonb_build_object('id', found.listing_id, 'longitude', found.longitude, 'latitude', found.latitude,
          'price_kobo', found.price_kobo, 'bedrooms', found.bedrooms) order by found.listing_id), '[]')
        from found join squares using (square) where squares.is_sparse))
  $query$, private.search_source(wanted, within, 1.2))
  into tile
  using wanted, within, wanted.radius_m, box, zoom;
  return tile;
end
$$;
comment on function private.draw_tile(integer, integer, integer, jsonb) is 'Draws a tile of the published listings that meet the criteria, as they are at this moment.';

create function private.listing_tile(zoom integer, x integer, y integer, criteria jsonb)
returns jsonb
language sql
stable
security definer
set search_path = ''
as $$
  select coalesce(private.known_overview('tile', criteria, zoom, x, y), private.draw_tile(zoom, x, y, criteria))
$$;
comment on function private.listing_tile(integer, integer, integer, jsonb) is 'Shows published listings only; runs as its owner for the indexes of private.searchable_listings.';
grant execute on function private.listing_tile(integer, integer, integer, jsonb) to anon, authenticated, service_role;

create function public.listing_tile(zoom integer, x integer, y integer, criteria jsonb default '{}')
returns jsonb
language sql
stable
set search_path = ''
as $$
  select private.visitors_may_keep(15, 60);
  select private.listing_tile(zoom, x, y, criteria)
$$;
comment on function public.listing_tile(integer, integer, integer, jsonb) is
  'One Web Mercator tile of the map: clusters (centre, count, lowest price in kobo) and, where a sixty-fourth of the tile holds five listings or fewer, points. Every listing that meets the criteria is in exactly one tile of a zoom. A crowded tile without criteria may be some minutes old. Errors: search.bad_tile 400, and as of search_listings.';
grant execute on function public.listing_tile(integer, integer, integer, jsonb) to anon, authenticated, service_role;

-- Areas by what people type ------------------------------------------------------------------------

create function private.suggest_areas(typed text, max_results integer)
returns table (name text, state text, listings bigint)
language plpgsql
stable
security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
  folded text := private.fold_words(btrim(typed));
begin
  if max_results is null or max_results not between 1 and 50 then
    perform private.raise_problem('search.bad_limit', 'Cannot suggest areas: max_results must be between 1 and 50', 400,
      jsonb_build_object('field', 'max_results'));
  end if;
  return query
  select known.name, known.state, (
      select count(*) from (
        select from private.searchable_listings as searched
        where searched.area_key = private.fold_words(known.name) limit 10000
      ) as counted)
  from public.areas as known
  cross join lateral (
    select max(greatest(
      extensions.similarity(private.fold_words(called), folded),
      case when private.fold_words(called) like replace(replace(folded, '%', ''), '_', '') || '%' then 1 else 0 end)) as likeness
    from unnest(known.aliases || known.name) as called
  ) as alike
  where coalesce(folded, '') = '' or alike.likeness >= 0.3
  order by alike.likeness desc nulls last, known.name limit max_results;
end
$$;
comment on function private.suggest_areas(text, integer) is 'Counts published listings only.';
grant execute on function private.suggest_areas(text, integer) to anon, authenticated, service_role;

create function public.suggest_areas(typed text default '', max_results integer default 10)
returns table (name text, state text, listings bigint)
language sql
stable
set search_path = ''
as $$
  select private.visitors_may_keep(300, 3600);
  select * from private.suggest_areas(typed, max_results)
$$;
comment on function public.suggest_areas(text, integer) is
  'Areas whose name or alias begins with or resembles what was typed, with how many listings carry the name (counted up to 10,000).';
grant execute on function public.suggest_areas(text, integer) to anon, authenticated, service_role;
