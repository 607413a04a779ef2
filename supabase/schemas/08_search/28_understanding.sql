-- What somebody means who types "2 bedroom flat Yaba under 2m": numbers of rooms, kinds, prices, places are read as
-- criteria and taken out of the words. Read only; each phrase is one look into an index, so it costs a fraction of a
-- millisecond and works on a standby.

create type private.search_place as (label text, keys text[], lgas text[], states text[], is_drawn boolean, boundary extensions.geometry);
comment on type private.search_place is
  'A place by the name that somebody typed: what to call it, folded names of its areas, local government areas and states as phrases, whether each of its areas is drawn on the map, and their union.';

create function private.find_place(typed text)
returns private.search_place
language plpgsql
stable
set search_path = ''
as $$
declare
  sought text := private.search_phrase(typed);
  place private.search_place;
  areas integer;
begin
  select count(distinct known.id), min(known.name), array_agg(distinct key), bool_and(known.boundary is not null)
  into areas, place.label, place.keys, place.is_drawn
  from private.area_names as named
  join public.areas as known on known.id = named.area_id
  cross join lateral unnest(named.keys) as key
  where named.called = sought;
  select array(select private.search_phrase(name) from unnest(term.lgas) as name),
    array(select private.search_phrase(name) from unnest(term.states) as name)
  into place.lgas, place.states
  from public.search_terms as term where term.phrase = sought and num_nonnulls(term.lgas, term.states) > 0;
  place.lgas := coalesce(place.lgas, '{}');
  place.states := coalesce(place.states, '{}');
  if areas <> 1 or cardinality(place.lgas || place.states) > 0 then
    place.label := case when length(sought) <= 3 then upper(sought) else initcap(sought) end;
  end if;
  -- What no area is called may still be what a listing's area is called.
  if areas = 0 or not private.folded(typed) = any (place.keys) then
    place.keys := array_append(place.keys, private.folded(typed));
  end if;
  if place.is_drawn and cardinality(place.lgas || place.states) = 0 then
    select extensions.st_union(known.boundary) into place.boundary
    from private.area_names as named join public.areas as known on known.id = named.area_id
    where named.called = sought;
  end if;
  return place;
end
$$;
comment on function private.find_place(text) is
  'The areas, local government areas and states that a name stands for; a name that nobody knows stands for an area of its own.';

create function private.place_tokens(place private.search_place)
returns text[]
language plpgsql
immutable
set search_path = ''
as $$
begin
  return array(select '#area ' || private.search_phrase(key) from unnest(place.keys) as key)
    || array(select '#lga ' || key from unnest(place.lgas) as key) || array(select '#state ' || key from unnest(place.states) as key);
end
$$;
comment on function private.place_tokens(private.search_place) is
  'The words of a searchable listing that say that it lies there: private.searchable_row().';

create function private.likely_phrase(typed text, likeness real)
returns text
language plpgsql
stable
set search_path = ''
as $$
begin
  return (
    select near.phrase
    from (
      (select term.phrase, term.phrase operator(extensions.<->) typed as distance from public.search_terms as term
       where term.phrase operator(extensions.%) typed order by term.phrase operator(extensions.<->) typed limit 1)
      union all
      (select named.called, named.called operator(extensions.<->) typed from private.area_names as named
       where named.called operator(extensions.%) typed order by named.called operator(extensions.<->) typed limit 1)
    ) as near
    where 1 - near.distance >= likeness and length(near.phrase) >= 3
      and abs(length(near.phrase) - length(typed)) <= greatest(2, length(typed) / 4)
    order by near.distance limit 1);
end
$$;
comment on function private.likely_phrase(text, real) is
  'The phrase that search understands and that was probably meant, at least that similar; null when none is.';

create type private.search_item as (typed text, role text, amount numeric, term public.search_terms, place private.search_place);
comment on type private.search_item is 'A phrase of a search with what it means; a role of null is a plain word.';

create function private.search_tokens(words text)
returns text[]
language plpgsql
immutable
set search_path = ''
as $$
declare
  folded text := private.folded(words);
begin
  -- 2-3 and 1m/2m are from, to; Yaba/Surulere is either; 3+ is three and more; & is and.
  folded := regexp_replace(folded, '([0-9][km]?)\s*[-/\u2013\u2014]\s*(?=[0-9])', '\1 to ', 'g');
  folded := regexp_replace(folded, '([a-z]{3})\s*/\s*(?=[a-z]{3})', '\1 or ', 'g');
  folded := replace(regexp_replace(folded, '([0-9a-z])\+', '\1 plus ', 'g'), '&', ' and ');
  return array(
    select replace(token[1], ',', '')
    from regexp_matches(folded, '([0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?|'
      || '[^\s0-9!-/:-@\[-`{-~\u2013\u2014\u2018\u2019\u201c\u201d\u2026\u20a6]+)', 'g') with ordinality as cut (token, place)
    order by cut.place limit 40);
end
$$;
comment on function private.search_tokens(text) is
  'Words and numbers of a search, at most forty, folded; letters and digits apart, amounts without their commas.';

create function private.search_items(tokens text[])
returns private.search_item[]
language plpgsql
stable
set search_path = ''
as $$
declare
  last constant integer := cardinality(tokens);
  spans text[] := array[]::text[];
  span text;
  known public.search_terms;
  terms public.search_terms[] := array[]::public.search_terms[];
  phrases text[] := array[]::text[];
  areas text[];
  start integer := 1;
  width integer;
  place integer;
  items private.search_item[] := array[]::private.search_item[];
  item private.search_item;
begin
  for head in 1 .. last loop
    span := tokens[head];
    spans := array_append(spans, span);
    for tail in head + 1 .. least(head + 4, last) loop
      span := span || ' ' || tokens[tail];
      spans := array_append(spans, span);
    end loop;
  end loop;
  for known in select term.* from public.search_terms as term where term.phrase = any (spans) loop
    phrases := array_append(phrases, known.phrase);
    terms := array_append(terms, known);
  end loop;
  areas := array(select named.called from private.area_names as named where named.called = any (spans));
  -- From the left, the longest phrase first.
  while start <= last loop
    item := null;
    width := least(5, last - start + 1);
    while width > 0 loop
      span := array_to_string(tokens[start:start + width - 1], ' ');
      place := array_position(phrases, span);
      if place is not null or span = any (areas) then
        item.typed := span;
        item.role := 'means';
        if place is not null then
          item.term := terms[place];
          item.role := (item.term).role;
          item.amount := (item.term).amount;
        end if;
        if num_nonnulls((item.term).lgas, (item.term).states) > 0 or span = any (areas) then
          item.place := private.find_place(span);
          item.role := 'place';
        end if;
        exit;
      end if;
      width := width - 1;
    end loop;
    if width = 0 then
      width := 1;
      item.typed := tokens[start];
      if item.typed ~ '^[0-9]{1,15}(\.[0-9]{1,6})?$' then
        item.role := 'number';
        item.amount := item.typed::numeric;
      end if;
    end if;
    items := array_append(items, item);
    start := start + width;
  end loop;
  return items;
end
$$;
comment on function private.search_items(text[]) is 'The phrases of a search, in order, with what each means; a number is one, and what nobody knows a plain word.';

create type private.search_reading as (criteria jsonb, parts jsonb);
comment on type private.search_reading is
  'A search after reading its words: its criteria with what was understood in place of the words (what was not is plain_words), and the parts in words for people.';

create function private.naira(kobo numeric)
returns text
language plpgsql
immutable
set search_path = ''
as $$
begin
  return '₦' || to_char(trunc(kobo / 100), 'FM999,999,999,999,990');
end
$$;
comment on function private.naira(numeric) is 'An amount of kobo in naira as people read it, without the kobo.';

create function private.understand(criteria jsonb)
returns private.search_reading
language plpgsql
stable
set search_path = ''
as $$
declare
  reading private.search_reading;
  tokens text[];
  items private.search_item[];
  item private.search_item;
  last integer;
  i integer := 1;
  j integer;
  respelt boolean := false;
  likely text;
  width integer;
  start integer;
  comparison text;
  low numeric;
  high numeric;
  is_money boolean;
  is_range boolean;
  typed text;
  -- What was understood.
  rooms_low integer;
  rooms_high integer;
  baths integer;
  price_low numeric;
  price_high numeric;
  per text;
  kinds public.unit_kind[];
  narrower public.unit_kind[];
  features public.feature[];
  alone public.feature[];
  alone_typed text;
  alone_word text;
  alone_kinds public.unit_kind[];
  is_furnished boolean;
  purpose text;
  typed_purpose text;
  places private.search_place[] := array[]::private.search_place[];
  any_of text[] := array[]::text[];
  within text[] := array[]::text[];
  is_joined boolean := false;
  last_place integer := 0;
  plain text[] := array[]::text[];
  parts jsonb := '[]'::jsonb;
  factor numeric;
begin
  reading.criteria := criteria;
  reading.parts := parts;
  if not criteria ? 'words' then
    return reading;
  end if;
  -- What a form sends empty is not said.
  reading.criteria := (
    select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(jsonb_strip_nulls(criteria - 'words'))
    where value not in ('""'::jsonb, '[]'::jsonb));
  perform private.criteria_text(reading.criteria, 'plain_words');
  tokens := private.search_tokens(coalesce(private.criteria_text(criteria, 'words'), ''));
  if cardinality(tokens) = 0 then
    return reading;
  end if;
  items := private.search_items(tokens);

  -- A word that means nothing may be misspelt, alone or with its neighbour ("victoria iland").
  if exists (select from unnest(items) as one where one.role is null and length(one.typed) >= 4) then
    start := 1;
    foreach item in array items loop
      width := cardinality(string_to_array(item.typed, ' '));
      if item.role is null and length(item.typed) >= 4 then
        likely := null;
        if start > 1 then
          likely := private.likely_phrase(array_to_string(tokens[start - 1:start], ' '), 0.6);
          if likely is not null then
            tokens[start - 1:start] := array['', likely];
          end if;
        end if;
        if likely is null and start < cardinality(tokens) then
          likely := private.likely_phrase(array_to_string(tokens[start:start + 1], ' '), 0.6);
          if likely is not null then
            tokens[start:start + 1] := array['', likely];
          end if;
        end if;
        if likely is null then
          -- A word that listings use is less likely to be a mistake.
          likely := private.likely_phrase(item.typed,
            case when exists (select from private.search_words as known where known.word = item.typed) then 0.62 else 0.42 end);
          if likely is not null then
            tokens[start] := likely;
          end if;
        end if;
        if likely is not null then
          respelt := true;
          parts := parts || jsonb_build_object('typed', item.typed, 'as', 'spelling', 'says', 'read as ' || likely);
        end if;
      end if;
      start := start + width;
    end loop;
    if respelt then
      items := private.search_items(string_to_array(array_to_string(array_remove(tokens, ''), ' '), ' '));
    end if;
  end if;

  last := cardinality(items);
  while i <= last loop
    item := items[i];
    if item.role = 'number' then
      -- A number, or two with "to" or "or" between them, of rooms or of naira.
      low := item.amount;
      typed := item.typed;
      is_money := false;
      is_range := false;
      j := i + 1;
      if items[j].role = 'times' then
        low := low * items[j].amount;
        is_money := true;
        typed := typed || ' ' || items[j].typed;
        j := j + 1;
      end if;
      high := low;
      if items[j].role in ('up_to', 'alternatively') and items[j + 1].role = 'number'
        and (items[j + 2].role in ('times', 'bedrooms') or items[j + 1].amount >= 10000) then
        is_range := true;
        high := items[j + 1].amount;
        typed := typed || ' ' || items[j].typed || ' ' || items[j + 1].typed;
        j := j + 2;
        if items[j].role = 'times' then
          high := high * items[j].amount;
          -- "1 to 2 million" and "800 to 1 million" leave the first unit out.
          if not is_money then
            low := low * case when low * items[j].amount <= high then items[j].amount else 1000 end;
          end if;
          is_money := true;
          typed := typed || ' ' || items[j].typed;
          j := j + 1;
        end if;
      end if;
      is_money := is_money or high >= 10000;
      if not is_money and items[j].role = 'at_least' and items[j + 1].role = 'bedrooms' then
        comparison := 'at_least';
        typed := typed || ' ' || items[j].typed;
        j := j + 1;
      end if;
      if not is_money and items[j].role in ('bedrooms', 'bathrooms') and low <= 50 and high <= 50 and low = trunc(low) and high = trunc(high) then
        typed := typed || ' ' || items[j].typed;
        j := j + 1;
        if items[j].role in ('at_least', 'at_most') and items[j + 1].role is distinct from 'number' then
          comparison := items[j].role;
          typed := typed || ' ' || items[j].typed;
          j := j + 1;
        end if;
        if items[j - 1].role = 'bathrooms' or comparison is not null and items[j - 2].role = 'bathrooms' then
          baths := low;
          parts := parts || jsonb_build_object('typed', typed, 'as', 'bathrooms', 'says', format('%s bathrooms or more', low));
        else
          rooms_low := case when comparison = 'at_most' then 0 else least(low, high) end;
          rooms_high := case when comparison = 'at_least' then null else greatest(low, high) end;
          parts := parts || jsonb_build_object('typed', typed, 'as', 'bedrooms', 'says', case
            when comparison = 'at_least' then format('%s bedrooms or more', rooms_low)
            when comparison = 'at_most' then format('at most %s bedrooms', rooms_high)
            when rooms_low < rooms_high then format('%s to %s bedrooms', rooms_low, rooms_high)
            when rooms_low = 1 then '1 bedroom' else format('%s bedrooms', rooms_low) end);
        end if;
        comparison := null;
      elsif is_money and high between 1 and 1e13 then
        if items[j].role in ('at_least', 'at_most') and items[j + 1].role is distinct from 'number' then
          comparison := items[j].role;
          typed := typed || ' ' || items[j].typed;
          j := j + 1;
        end if;
        while items[j].role = 'money' loop
          typed := typed || ' ' || items[j].typed;
          j := j + 1;
        end loop;
        if items[j].role = 'per' then
          per := (items[j].term).price_per;
          typed := typed || ' ' || items[j].typed;
          j := j + 1;
        end if;
        if is_range then
          price_low := least(low, high);
          price_high := greatest(low, high);
        elsif comparison = 'at_least' then
          price_low := low;
        else
          -- Who names one price names what they can pay.
          price_high := low;
        end if;
        parts := parts || jsonb_build_object('typed', typed, 'as', 'price');
        comparison := null;
      else
        plain := plain || regexp_split_to_array(typed, ' ');
      end if;
      is_joined := false;
      i := j;
      continue;
    elsif item.role in ('at_most', 'at_least') then
      comparison := item.role;
    elsif item.role = 'per' then
      per := (item.term).price_per;
    elsif item.role = 'alternatively' then
      is_joined := last_place > 0;
    elsif item.role = 'street' or items[i + 1].role = 'street' then
      -- Kano Street is not in Kano.
      plain := plain || string_to_array(item.typed, ' ');
      comparison := null;
      parts := parts || jsonb_build_object('typed', item.typed, 'as', 'words', 'says', format('with the word "%s"', item.typed));
    elsif item.role = 'place' then
      if cardinality((item.place).lgas || (item.place).states) = 0 then
        -- A part and its whole: the part. Else any of them.
        if last_place > 0 and cardinality((places[last_place]).lgas || (places[last_place]).states) = 0 then
          if (item.place).keys operator(pg_catalog.@>) (places[last_place]).keys then
            item.place := places[last_place];
          elsif (places[last_place]).keys operator(pg_catalog.@>) (item.place).keys then
            any_of := array_remove(any_of, (places[last_place]).label);
          end if;
        end if;
        if is_joined then
          any_of := any_of || within;
          within := '{}';
        end if;
        any_of := array_remove(any_of, (item.place).label) || (item.place).label;
      elsif is_joined then
        any_of := any_of || within || (item.place).label;
        within := '{}';
      else
        within := array_remove(within, (item.place).label) || (item.place).label;
      end if;
      places := places || item.place;
      last_place := cardinality(places);
      parts := parts || jsonb_build_object('typed', item.typed, 'as', 'place', 'says', 'in ' || (item.place).label, 'place', (item.place).label);
      is_joined := false;
      comparison := null;
    elsif item.role = 'means' then
      comparison := null;
      if (item.term).kinds is not null and not (item.term).stands_alone then
        narrower := array(select unnest(kinds) intersect select unnest((item.term).kinds) order by 1);
        kinds := case when kinds is null then (item.term).kinds when narrower <> '{}' then narrower
          else array(select unnest(kinds || (item.term).kinds) as kind order by kind) end;
        parts := parts || jsonb_build_object('typed', item.typed, 'as', 'kinds', 'says', item.typed);
      end if;
      if (item.term).stands_alone then
        alone := alone || (item.term).features;
        alone_typed := item.typed;
        alone_kinds := (item.term).kinds;
      end if;
      if (item.term).features is not null then
        features := features || (item.term).features;
        if not (item.term).stands_alone then
          parts := parts || jsonb_build_object('typed', item.typed, 'as', 'features', 'says',
            'with ' || replace(array_to_string((item.term).features, ', '), '_', ' '));
        end if;
      end if;
      if (item.term).bedrooms is not null then
        rooms_low := (item.term).bedrooms;
        rooms_high := (item.term).bedrooms;
        parts := parts || jsonb_build_object('typed', item.typed, 'as', 'bedrooms', 'says', format('%s bedrooms', rooms_low));
      end if;
      if (item.term).is_furnished is not null then
        is_furnished := (item.term).is_furnished;
        parts := parts || jsonb_build_object('typed', item.typed, 'as', 'furnished', 'says', case when is_furnished then 'furnished' else 'not furnished' end);
      end if;
      if (item.term).purpose is not null and (purpose is null or (item.term).purpose <> 'rent') then
        purpose := (item.term).purpose;
        parts := parts || jsonb_build_object('typed', item.typed, 'as', 'purpose', 'says',
          case purpose when 'rent' then 'to rent' when 'sale' then 'for sale' else 'shortlet' end);
      end if;
    elsif item.role is null then
      plain := plain || item.typed;
      comparison := null;
      is_joined := false;
      parts := parts || jsonb_build_object('typed', item.typed, 'as', 'words', 'says', format('with the word "%s"', item.typed));
    end if;
    i := i + 1;
  end loop;

  if alone is not null and kinds is null and rooms_low is null and rooms_high is null then
    features := array(select feature from unnest(features) as feature where feature <> all (alone));
    alone_word := (
      select term.phrase from public.search_terms as term
      where term.stands_alone and term.features = alone and term.phrase !~ ' ' order by length(term.phrase), term.phrase limit 1);
    kinds := alone_kinds;
    plain := plain || coalesce(alone_word, alone_typed);
    parts := parts || jsonb_build_object('typed', alone_typed, 'as', 'words', 'says', alone_typed);
  elsif alone is not null then
    parts := parts || jsonb_build_object('typed', alone_typed, 'as', 'features', 'says', 'with ' || replace(array_to_string(alone, ', '), '_', ' '));
  end if;

  -- What was given as a criterion stands; the words only add to it.
  if per = 'night' and purpose is null then
    purpose := 'shortlet';
  end if;
  typed_purpose := purpose;
  purpose := coalesce(criteria ->> 'purpose', purpose);
  factor := case when purpose = 'shortlet' then case per when 'week' then 100 / 7.0 when 'month' then 100 / 30.0 else 100 end
    when purpose = 'sale' then 100
    else case per when 'month' then 1200 when 'week' then 5200 when 'night' then 36500 else 100 end end;
  price_low := case when price_low is not null then least(trunc(price_low * factor), 1e15) end;
  price_high := case when price_high is not null then least(trunc(price_high * factor), 1e15) end;
  -- "from" or "above" and then a lower price: what can be paid counts.
  if price_low > price_high then
    price_low := null;
  end if;
  if price_low is not null or price_high is not null or reading.criteria - array['near', 'radius_m', 'viewport'] <> '{}'::jsonb then
    parts := (
      select coalesce(jsonb_agg(part
        || case when part ->> 'as' = 'price' then jsonb_build_object('says', case
            when price_low is null then 'at most ' || private.naira(price_high)
            when price_high is null then 'at least ' || private.naira(price_low)
            else private.naira(price_low) || ' to ' || private.naira(price_high) end
          || case coalesce(purpose, 'rent') when 'rent' then ' a year' when 'shortlet' then ' a night' else '' end) else '{}'::jsonb end
        || case when reading.criteria ?| case part ->> 'as'
            -- What both say alike overrules nothing.
            when 'purpose' then case when reading.criteria ->> 'purpose' <> typed_purpose then array['purpose'] else '{}'::text[] end
            when 'bedrooms' then array['min_bedrooms', 'max_bedrooms'] when 'price' then array['min_price_kobo', 'max_price_kobo']
            when 'bathrooms' then array['min_bathrooms'] when 'place' then array['area', 'within']
            else array[part ->> 'as'] end
          then '{"overruled": true}'::jsonb else '{}'::jsonb end order by place), '[]')
      from jsonb_array_elements(parts) with ordinality as said (part, place));
  end if;
  reading.criteria := jsonb_strip_nulls(jsonb_build_object(
      'purpose', purpose,
      'kinds', to_jsonb(kinds), 'features', to_jsonb(nullif(array(select distinct unnest(features)), '{}')), 'furnished', is_furnished,
      'min_bathrooms', baths,
      'plain_words', nullif(concat_ws(' ', reading.criteria ->> 'plain_words', nullif(array_to_string(plain, ' '), '')), '')))
    || case when reading.criteria ?| array['min_bedrooms', 'max_bedrooms'] then '{}'::jsonb
      else jsonb_strip_nulls(jsonb_build_object('min_bedrooms', nullif(rooms_low, 0), 'max_bedrooms', rooms_high)) end
    || case when reading.criteria ?| array['min_price_kobo', 'max_price_kobo'] then '{}'::jsonb
      else jsonb_strip_nulls(jsonb_build_object('min_price_kobo', price_low, 'max_price_kobo', price_high)) end
    || case when reading.criteria ? 'area' or any_of = '{}' then '{}'::jsonb
      when cardinality(any_of) = 1 then jsonb_build_object('area', any_of[1]) else jsonb_build_object('area', any_of) end
    || case when reading.criteria ?| array['area', 'within'] or within = '{}' then '{}'::jsonb
      when cardinality(within) = 1 then jsonb_build_object('within', within[1]) else jsonb_build_object('within', within) end
    || (reading.criteria - 'plain_words');
  reading.parts := parts;
  return reading;
end
$$;
comment on function private.understand(jsonb) is
  'Reads the words of a search: criteria with what was understood in place of words, those given as criteria unchanged. Errors as of private.criteria_text().';
