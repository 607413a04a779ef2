-- A search by words with what was understood of them, and which of them found nothing.

create function private.understood(criteria jsonb)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  reading private.search_reading;
begin
  if criteria is null or jsonb_typeof(criteria) <> 'object' then
    perform private.raise_problem('search.bad_criteria', 'Cannot search: criteria must be an object', 400,
      jsonb_build_object('field', 'criteria'));
  end if;
  reading := private.understand(criteria);
  return jsonb_build_object('criteria', reading.criteria, 'parts', reading.parts);
end
$$;
comment on function private.understood(jsonb) is 'private.understand() for who may not read the phrases that it knows.';
grant execute on function private.understood(jsonb) to anon, authenticated, service_role;

create function private.words_without_listings(understood jsonb)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  criteria jsonb := understood -> 'criteria';
  purpose jsonb := jsonb_strip_nulls(jsonb_build_object('purpose', criteria ->> 'purpose'));
  part jsonb;
  typed text;
  without text[] := array[]::text[];
  in_the_way text[] := array[]::text[];
  -- Every word must be there: where one is in no listing, leaving out something else finds nothing either.
  is_hopeless boolean := false;
  finds_without_words boolean;
  finds boolean;
  parts jsonb[] := array(
    select said.part from jsonb_array_elements(understood -> 'parts') with ordinality as said (part, place)
    where said.part ->> 'as' not in ('purpose', 'spelling') and not said.part ? 'overruled' order by said.place limit 4);
begin
  foreach part in array parts loop
    typed := part ->> 'typed';
    if part ->> 'as' in ('words', 'place') and not exists (
      select from private.search_listings(purpose || case part ->> 'as'
        when 'words' then jsonb_build_object('plain_words', typed) else jsonb_build_object('area', part ->> 'place') end, 'newest', null, 1)) then
      without := without || typed;
      is_hopeless := is_hopeless or part ->> 'as' = 'words';
    end if;
  end loop;
  foreach part in array parts loop
    if part ->> 'as' = 'words' then
      if finds_without_words is null then
        finds_without_words := exists (select from private.search_listings(criteria - 'plain_words', 'newest', null, 1));
      end if;
      finds := finds_without_words;
    elsif is_hopeless then
      finds := false;
    else
      finds := exists (select from private.search_listings(criteria - case part ->> 'as'
        when 'bedrooms' then array['min_bedrooms', 'max_bedrooms'] when 'price' then array['min_price_kobo', 'max_price_kobo']
        when 'bathrooms' then array['min_bathrooms'] when 'place' then array['area', 'within']
        else array[part ->> 'as'] end, 'newest', null, 1));
    end if;
    if finds then
      in_the_way := in_the_way || (part ->> 'typed');
    end if;
  end loop;
  return jsonb_build_object('nothing_for', without, 'found_without', in_the_way);
end
$$;
comment on function private.words_without_listings(jsonb) is
  'For a search that found nothing: nothing_for, the words and places for which there is no listing at all; found_without, the phrases without which there would be some.';
grant execute on function private.words_without_listings(jsonb) to anon, authenticated, service_role;

create function public.find_listings(
  criteria jsonb default '{}',
  sort_by public.search_order default null,
  after text default null,
  max_results integer default 20
)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
#variable_conflict use_variable
declare
  understood jsonb := private.understood(criteria);
  listings jsonb;
begin
  select coalesce(jsonb_agg(to_jsonb(hit) - 'place' order by hit.place), '[]') into listings
  from (
    select one.*, row_number() over () as place
    from public.search_listings(understood -> 'criteria', sort_by, after, max_results) as one
  ) as hit;
  return jsonb_build_object(
      'understood', understood || jsonb_build_object('says', coalesce((
        select string_agg(part ->> 'says', ', ' order by place)
        from jsonb_array_elements(understood -> 'parts') with ordinality as said (part, place)
        where part ->> 'as' <> 'spelling' and not part ? 'overruled'), '')),
      'listings', listings)
    || case when listings = '[]' and after is null and understood -> 'parts' <> '[]'
      then private.words_without_listings(understood) else '{"nothing_for": [], "found_without": []}'::jsonb end;
end
$$;
comment on function public.find_listings(jsonb, public.search_order, text, integer) is
  'search_listings for who types words: one JSON object of listings (rows as of search_listings), understood (criteria: what the words were read as, to search or change further; parts: each phrase typed, as what, and says, in words for people; says: all of it) and, where nothing was found, nothing_for (words and places without any listing) and found_without (phrases without which there are some). What is given as a criterion wins over words. Errors as of search_listings.';
grant execute on function public.find_listings(jsonb, public.search_order, text, integer) to anon, authenticated, service_role;
