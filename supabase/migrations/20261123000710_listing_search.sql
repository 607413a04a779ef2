-- Search by place, open to visitors.
set lock_timeout = '5s';
set statement_timeout = '60s';

create function public.search_listings(
  near_longitude double precision,
  near_latitude double precision,
  radius_m double precision default 3000,
  for_purpose public.listing_purpose default 'rent',
  min_price_kobo bigint default null,
  max_price_kobo bigint default null,
  min_bedrooms smallint default null,
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
  area text,
  lga text,
  state text,
  longitude double precision,
  latitude double precision,
  distance_m double precision
)
language plpgsql
stable
set search_path = ''
as $$
#variable_conflict use_column
declare
  centre extensions.geography;
begin
  if near_latitude is null or near_latitude not between -90 and 90 then
    perform private.raise_problem('search.off_the_earth', 'Cannot search there: near_latitude must be between -90 and 90', 400,
      jsonb_build_object('field', 'near_latitude'));
  end if;
  if near_longitude is null or near_longitude not between -180 and 180 then
    perform private.raise_problem('search.off_the_earth', 'Cannot search there: near_longitude must be between -180 and 180', 400,
      jsonb_build_object('field', 'near_longitude'));
  end if;
  if radius_m is null or radius_m <= 0 or radius_m > 50000 then
    perform private.raise_problem('search.bad_radius', 'Cannot search there: radius_m must be over 0 and at most 50,000 metres', 400,
      jsonb_build_object('field', 'radius_m'));
  end if;
  if max_results is null or max_results not between 1 and 100 then
    perform private.raise_problem('search.bad_limit', 'Cannot search: max_results must be between 1 and 100', 400,
      jsonb_build_object('field', 'max_results'));
  end if;
  centre := extensions.st_point(near_longitude, near_latitude)::extensions.geography;
  -- Ordered by <-> and cut off outside: PostGIS's own predicates are not leakproof, so under
  -- row-level security only the ordering can use the spatial index.
  return query
  select nearest.id, nearest.title, nearest.purpose, nearest.price_kobo, nearest.price_per,
    nearest.advance_periods, nearest.currency, nearest.kind, nearest.bedrooms, nearest.bathrooms,
    nearest.area, nearest.lga, nearest.state,
    extensions.st_x(nearest.location::extensions.geometry),
    extensions.st_y(nearest.location::extensions.geometry),
    metres.distance_m
  from (
    select listing.*
    from public.listings as listing
    where listing.status = 'published'
      and listing.purpose = for_purpose
      and (min_price_kobo is null or listing.price_kobo >= min_price_kobo)
      and (max_price_kobo is null or listing.price_kobo <= max_price_kobo)
      and (min_bedrooms is null or listing.bedrooms >= min_bedrooms)
    order by listing.location operator(extensions.<->) centre
    limit max_results
  ) as nearest
  cross join lateral (select extensions.st_distance(nearest.location, centre) as distance_m) as metres
  where metres.distance_m <= radius_m
  order by metres.distance_m, nearest.id;
end
$$;
comment on function public.search_listings(double precision, double precision, double precision, public.listing_purpose, bigint, bigint, smallint, integer) is
  'Published listings nearest first around a point (WGS 84). radius_m in metres, at most 50,000; prices in kobo; at most 100 rows. Runs as the caller, under row-level security. Errors name the field: search.off_the_earth, search.bad_radius, search.bad_limit (400).';
grant execute on function public.search_listings(double precision, double precision, double precision, public.listing_purpose, bigint, bigint, smallint, integer)
  to anon, authenticated, service_role;
