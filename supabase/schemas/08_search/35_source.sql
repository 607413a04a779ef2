-- From criteria to the rows that meet them: which index leads, and what remains to be checked.
--
-- What is built here is text of queries. In it "asked" is the row of the criteria, "box" its bounds, "reach" its radius
-- and "searched" a row of private.searchable_listings; in PL/pgSQL around it the criteria are called wanted.

create type private.search_box as (west double precision, south double precision, east double precision, north double precision);
comment on type private.search_box is 'Bounds in WGS 84 degrees.';

-- A function in SQL that is not inlined is parsed and planned anew by each query that calls it; plpgsql keeps its plans.
create function private.box_around(longitude double precision, latitude double precision, radius_m double precision)
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
comment on function private.box_around(double precision, double precision, double precision) is
  'Bounds that hold every point within radius_m metres of a point.';

create function private.criteria_box(wanted private.search_criteria)
returns private.search_box
language sql
immutable
set search_path = ''
as $$
  select case
    when wanted.shape is not null then row(
      extensions.st_xmin(wanted.shape), extensions.st_ymin(wanted.shape),
      extensions.st_xmax(wanted.shape), extensions.st_ymax(wanted.shape))::private.search_box
    when wanted.radius_m is not null then private.box_around(wanted.longitude, wanted.latitude, wanted.radius_m)
    else row(-180, -90, 180, 90)::private.search_box
  end
$$;
comment on function private.criteria_box(private.search_criteria) is 'Bounds outside of which nothing can meet the criteria; the earth when they name no place on the map.';

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

create function private.criteria_condition()
returns text
language sql
immutable
set search_path = ''
as $$
  -- What most rows fail comes first. The exact distance on the spheroid costs microseconds; bounds of it from degrees
  -- settle all but a thin ring.
  select $sql$
    searched.price_kobo between asked.min_price_kobo and asked.max_price_kobo
    and searched.bedrooms between asked.min_bedrooms and asked.max_bedrooms
    and searched.longitude between box.west and box.east and searched.latitude between box.south and box.north
    and searched.bathrooms >= asked.min_bathrooms
    and searched.feature_bits & asked.feature_bits = asked.feature_bits
    and (asked.kinds is null or searched.kind = any (asked.kinds))
    and (asked.is_furnished is null or searched.is_furnished = asked.is_furnished)
    and (not asked.verified_only or searched.is_verified)
    and (asked.area_keys is null or searched.area_key = any (asked.area_keys))
    and (asked.max_move_in_kobo is null or searched.move_in_kobo between asked.min_move_in_kobo and asked.max_move_in_kobo)
    and (reach.metres is null or case
      when (searched.longitude - asked.longitude) * (searched.longitude - asked.longitude) * reach.least_across
        + (searched.latitude - asked.latitude) * (searched.latitude - asked.latitude) * reach.least_up > reach.square then false
      when (searched.longitude - asked.longitude) * (searched.longitude - asked.longitude) * reach.most_across
        + (searched.latitude - asked.latitude) * (searched.latitude - asked.latitude) * reach.most_up < reach.square then true
      else extensions.st_distance(extensions.st_point(searched.longitude, searched.latitude)::extensions.geography, asked.centre) <= reach.metres
    end)
    and (asked.shape is null or extensions.st_covers(asked.shape,
      extensions.st_setsrid(extensions.st_makepoint(searched.longitude, searched.latitude), 4326)))
    and (asked.free_for is null or private.is_unit_free(
      (select known.unit_id from private.searchable_listings as known where known.listing_id = searched.listing_id),
      asked.free_for))
  $sql$
$$;
comment on function private.criteria_condition() is
  'What a row "searched" must meet, given "asked" (private.search_criteria), "box" (private.search_box) and "reach" (private.search_reach): the only place that says so.';

create function private.cell_source()
returns text
language sql
immutable
set search_path = ''
as $$
  -- Strip by strip of neighbouring cells. Left to itself the planner prefers one pass over the whole table.
  select format($sql$
    generate_series(floor(box.south * 200)::integer, floor(box.north * 200)::integer) as strip (latitude)
    cross join lateral (
      select * from private.searchable_listings as searched
      where searched.purpose = asked.purpose
        and searched.cell between strip.latitude * 100000 + floor(box.west * 200)::integer
          and strip.latitude * 100000 + floor(box.east * 200)::integer
        and %s
        and (asked.words is null or (
          searched.word_bits & asked.word_masks[1] <> 0
          and (asked.word_masks[2] is null or searched.word_bits & asked.word_masks[2] <> 0)
          and (asked.word_masks[3] is null or searched.word_bits & asked.word_masks[3] <> 0)
          and exists (
            select from private.searchable_listings as spelt
            where spelt.listing_id = searched.listing_id and spelt.words @@ asked.words)))
      offset 0
    ) as searched$sql$, private.criteria_condition())
$$;
comment on function private.cell_source() is 'From-clause of the rows "searched" that meet the criteria, read cell by cell within the box.';

create function private.search_source(wanted private.search_criteria, box private.search_box, widest_degrees double precision)
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
    ) as searched$sql$, format('(%s) & ''#%s''', wanted.words, wanted.purpose), private.criteria_condition());
  else
    source := format($sql$lateral (
      select * from private.searchable_listings as searched where searched.purpose = asked.purpose and %s
    ) as searched$sql$, private.criteria_condition());
  end if;
  return '(select ($1).*) as asked cross join (select ($2).*) as box cross join (select (private.reach_of($3, ($1).latitude)).*) as reach cross join '
    || source;
end
$$;
comment on function private.search_source(private.search_criteria, private.search_box, double precision) is
  'From-clause of the rows "searched" that meet the criteria: $1 the criteria, $2 the box, $3 the radius in metres or null. A box of more than widest_degrees is not read cell by cell: in the order of a price, the first rows are sooner found by walking that order.';
