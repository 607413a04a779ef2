-- A saved search takes the criteria of search_listings and is read by the same function: what can be looked for, and
-- what is wrong with it, is said once.

create function private.criteria_to_save(criteria jsonb)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
declare
  -- An object, and nothing else, has criteria; read_criteria refuses the others.
  understood jsonb := case jsonb_typeof(criteria) when 'object' then (private.understand(criteria)).criteria else criteria end;
  place jsonb := coalesce(understood -> 'area', understood -> 'within');
begin
  if criteria ?| array['area', 'within', 'plain_words'] or not criteria ? 'words' then
    return understood;
  end if;
  -- A saved search has one place: the area says more than what it is within. Of several, or beside a place on the map,
  -- the words stay words.
  if place is null then
    return understood;
  elsif jsonb_typeof(place) = 'string' and jsonb_strip_nulls(criteria) - array['near', 'polygon', 'viewport'] = jsonb_strip_nulls(criteria) then
    return understood - 'within' || jsonb_build_object('area', place);
  end if;
  return criteria - 'words' || jsonb_build_object('plain_words', criteria -> 'words');
end
$$;
comment on function private.criteria_to_save(jsonb) is 'Criteria with their words understood, as far as a saved search can hold what they mean.';

create function private.read_saved_criteria(criteria jsonb)
returns public.saved_searches
language plpgsql
set search_path = ''
as $$
declare
  checked private.search_criteria;
  wanted public.saved_searches;
begin
  criteria := private.criteria_to_save(criteria);
  checked := private.read_criteria(criteria);
  if nullif(criteria -> 'purpose', 'null') is null then
    perform private.refuse_criteria('purpose', 'must be rent, sale or shortlet');
  end if;
  if checked.free_for is not null then
    perform private.refuse_criteria('free_from', 'cannot be saved: nights pass');
  end if;
  if checked.max_move_in_kobo is not null then
    perform private.refuse_criteria(case when nullif(criteria -> 'max_move_in_kobo', 'null') is null then 'min_move_in_kobo' else 'max_move_in_kobo' end,
      'cannot be saved: save the search by price');
  end if;
  wanted.area := private.criteria_text(criteria, 'area');
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
    wanted.polygon := checked.shape;
  end if;
  wanted.centre := checked.centre;
  wanted.radius_m := checked.radius_m;
  wanted.purpose := checked.purpose;
  -- What was left out stays so: a bound that read_criteria fills in would hide it.
  wanted.min_price_kobo := private.criteria_number(criteria, 'min_price_kobo', 0, 1e15);
  wanted.max_price_kobo := private.criteria_number(criteria, 'max_price_kobo', 0, 1e15);
  wanted.min_bedrooms := private.criteria_number(criteria, 'min_bedrooms', 0, 50);
  wanted.max_bedrooms := private.criteria_number(criteria, 'max_bedrooms', 0, 50);
  wanted.min_bathrooms := private.criteria_number(criteria, 'min_bathrooms', 0, 50);
  wanted.kinds := coalesce(checked.kinds, '{}'::public.unit_kind[]);
  wanted.features := coalesce(
    private.criteria_words(criteria, 'features', enum_range(null::public.feature)::text[]), '{}'::text[])::public.feature[];
  wanted.furnished := checked.is_furnished;
  wanted.verified_only := checked.verified_only;
  wanted.words := private.criteria_text(criteria, 'plain_words');
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
  select private.limit_person('save_search');
  select private.save_search(criteria, private.read_line('name', name), frequency, search_id)
$$;
comment on function public.save_search(jsonb, text, public.alert_frequency, uuid) is
  'Saves what you look for; with search_id changes a saved one. criteria: as of search_listings, but purpose is required, free_from and free_until are refused, and there is at most one place: near and radius_m, polygon, viewport or area. Errors name the field: those of search_listings, search.not_found 404, search.too_many 409.';
grant execute on function public.save_search(jsonb, text, public.alert_frequency, uuid) to authenticated;
