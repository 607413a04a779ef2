-- Agencies by name or by a place where they list homes: whom an owner may give a mandate. Only what an agency shows to whom it
-- works for: its name, what was checked of its owners, how many homes it lists and where; never who to call or write to. By
-- being an agency it offers itself: what was checked is shown also while it lists nothing (private.checks_of_organizations()
-- says no such thing of others).

-- Folded as people type it: without case and tone marks. Of others than agencies nobody looks for the name.
create index organizations_agency_name_idx on public.organizations using gin (private.fold_words(name) extensions.gin_trgm_ops)
  where kind = 'agency' and suspended_at is null;

create function private.find_agencies(words text, most integer)
returns table (org_id uuid, name text, area text, state text, checked jsonb, live_listings integer)
language plpgsql
stable
security definer
set search_path = ''
rows 10
as $$
#variable_conflict use_column
declare
  typed text := left(words, 80);
  parts text[] := (string_to_array(private.search_phrase(typed), ' '))[1:6];
  longest text;
  place tsquery;
begin
  select part into longest from unnest(parts) as part order by length(part) desc, part limit 1;
  -- What is shorter has no trigram of its own: every agency would be looked through.
  if coalesce(length(longest), 0) < 3 then
    return;
  end if;
  place := (
    select string_agg(quote_literal(token), ' | ')::tsquery
    from unnest(private.place_tokens(private.find_place(typed))) as token);
  return query
  -- Of words and places that very many share a part speaks for all: who means another one types more of its name.
  with named as materialized (
    select agency.id from public.organizations as agency
    where agency.kind = 'agency' and agency.suspended_at is null
      and private.fold_words(agency.name) like '%' || longest || '%'
      and private.fold_words(agency.name) like all (array(select '%' || part || '%' from unnest(parts) as part))
    limit 500
  ), placed as materialized (
    select coalesce(mandate.agent_org_id, listing.org_id) as id, count(*) as homes
    from (
      select searchable.listing_id from private.searchable_listings as searchable where searchable.words @@ place limit 2000
    ) as there
    join public.listings as listing on listing.id = there.listing_id
    left join public.mandates as mandate on mandate.org_id = listing.org_id and mandate.id = listing.mandate_id
    group by 1
  ), best as (
    select agency.id, agency.name,
      row_number() over (
        order by named.id is null, private.fold_words(agency.name) not like parts[1] || '%', placed.homes desc nulls last,
          agency.name, agency.id) as turn
    from (select named.id from named union select placed.id from placed) as found
    join public.organizations as agency on agency.id = found.id and agency.kind = 'agency' and agency.suspended_at is null
    left join named on named.id = agency.id
    left join placed on placed.id = agency.id
    order by turn limit least(greatest(coalesce(most, 10), 1), 20)
  )
  select best.id, best.name, shows.area, shows.state, private.checks_of_organization(best.id), coalesce(shows.homes, 0)::integer
  from best
  cross join lateral (
    select sum(spot.homes) as homes,
      (array_agg(spot.area order by spot.homes desc, spot.area))[1] as area,
      (array_agg(spot.state order by spot.homes desc, spot.area))[1] as state
    from (
      select listed.area, listed.state, count(*) as homes
      from (
        select own.area, own.state from public.listings as own
        where own.org_id = best.id and own.mandate_id is null and own.status = 'published'
        union all
        select theirs.area, theirs.state from public.mandates as mandate
        join public.listings as theirs on theirs.org_id = mandate.org_id and theirs.mandate_id = mandate.id
          and theirs.status = 'published'
        where mandate.agent_org_id = best.id
        limit 1000
      ) as listed
      group by listed.area, listed.state
    ) as spot
  ) as shows
  order by best.turn;
end
$$;
comment on function private.find_agencies(text, integer) is
  'Agencies whose name holds all of the words, those that begin with them first; then those that list homes in the place that the words name. See public.find_agencies().';

create function public.find_agencies(words text, most integer default 10)
returns table (org_id uuid, name text, area text, state text, checked jsonb, live_listings integer)
language sql
set search_path = ''
rows 10
as $$
  select private.limit_person('find_agencies');
  select * from private.find_agencies(private.read_line('words', words), most)
$$;
comment on function public.find_agencies(text, integer) is
  'Agencies that a mandate can be offered to, by words of their name or by a place where they list homes: three letters at least, without case and tone marks. Each with the area where most of its live listings are (null without any), what the platform checked of its owners ([{what, on, until}], Nigerian dates; empty where nothing was) and how many homes it lists now, for itself and under mandates (counted up to 1,000). At most 20, 10 unless told. Errors: auth.required 401, value.bad_text 400, rate_limit.exceeded 429.';
grant execute on function private.find_agencies(text, integer), public.find_agencies(text, integer) to authenticated;
