-- A saved search takes the criteria of search_listings and is read by the same function: what can be looked for, and
-- what is wrong with it, is said once.
set lock_timeout = '5s';
set statement_timeout = '60s';

alter table public.saved_searches drop constraint saved_searches_max_price_kobo_check;
alter table public.saved_searches add constraint saved_searches_max_price_kobo_check check (max_price_kobo >= 0);

create or replace function private.read_saved_criteria(criteria jsonb)
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
drop function private.polygon_of(jsonb, text), private.refuse_criterion(text, text),
  private.number_criterion(jsonb, text, numeric, numeric, boolean), private.flag_criterion(jsonb, text),
  private.text_criterion(jsonb, text, integer), private.list_criterion(jsonb, text, text[]);
comment on function public.save_search(jsonb, text, public.alert_frequency, uuid) is
  'Saves what you look for; with search_id changes a saved one. criteria: as of search_listings, but purpose is required, free_from and free_until are refused, and there is at most one place: near and radius_m, polygon, viewport or area. Errors name the field: those of search_listings, search.not_found 404, search.too_many 409.';
