-- The catalogue: what every visitor asks for alike, answered from the cache in one round trip.

create function private.forget_shared_answers()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  -- Once in a transaction: who reads sees the data and the version change at the same moment.
  if coalesce(current_setting('estate.shared_answers_forgotten', true), '') = '' then
    perform private.bump_cache('listings');
    perform set_config('estate.shared_answers_forgotten', 'yes', true);
  end if;
  return null;
end
$$;
comment on function private.forget_shared_answers() is
  'Trigger: declares shared answers about listings out of date. Deferred to the commit, because every change of a listing anywhere takes this one row: held for longer, all would queue for it, and those that still wait for other rows deadlock.';
create constraint trigger forget_shared_answers after insert on public.listings
  deferrable initially deferred for each row when (new.status = 'published')
  execute function private.forget_shared_answers();
create constraint trigger forget_shared_answers_again after update on public.listings
  deferrable initially deferred for each row when (old.status = 'published' or new.status = 'published')
  execute function private.forget_shared_answers();

create constraint trigger forget_shared_answers after insert or update or delete on public.areas
  deferrable initially deferred for each row execute function private.forget_shared_answers();
create constraint trigger forget_shared_answers after insert or update or delete on public.listing_fees
  deferrable initially deferred for each row execute function private.forget_shared_answers();

create constraint trigger forget_shared_answers after insert or update or delete on public.listing_media
  deferrable initially deferred for each row execute function private.forget_shared_answers();

create constraint trigger forget_shared_answers after update on public.tenancies
  deferrable initially deferred for each row when (old.is_in_force <> new.is_in_force)
  execute function private.forget_shared_answers();

create function private.listing_page(listing_id uuid)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
#variable_conflict use_variable
declare
  page jsonb;
begin
  select jsonb_build_object(
    'id', listing.id, 'title', listing.title, 'description', listing.description, 'purpose', listing.purpose,
    'price_kobo', listing.price_kobo, 'price_per', listing.price_per, 'advance_periods', listing.advance_periods,
    'currency', listing.currency, 'kind', listing.kind, 'bedrooms', listing.bedrooms, 'bathrooms', listing.bathrooms,
    'is_furnished', listing.is_furnished, 'is_verified', listing.is_verified, 'features', listing.features,
    'is_tenanted', listing.purpose = 'sale' and private.is_tenanted(unit),
    'area', listing.area, 'lga', listing.lga, 'state', listing.state,
    'longitude', extensions.st_x(listing.location::extensions.geometry),
    'latitude', extensions.st_y(listing.location::extensions.geometry),
    'costs', public.listing_costs(listing.id), 'published_at', listing.published_at, 'confirm_by', listing.confirm_by, 'listed_by', organization.name,
    'photos', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'id', photo.id, 'position', photo.position, 'alt_text', photo.alt_text, 'color', photo.color,
        'width', photo.width, 'height', photo.height, 'sizes', photo.sizes) order by photo.position), '[]')
      from public.listing_media as photo where photo.listing_id = listing.id))
  into page
  from public.listings as listing
  join public.organizations as organization on organization.id = listing.org_id
  join public.units as unit on unit.id = listing.unit_id
  where listing.id = listing_id and listing.status = 'published';
  if page is null then
    perform private.raise_problem('listing.not_found', 'Cannot find the listing: it is not on the market', 404,
      jsonb_build_object('field', 'listing_id'));
  end if;
  return page;
end
$$;
comment on function private.listing_page(uuid) is 'What everyone may read of a published listing. Error: listing.not_found 404.';

create function service.catalogue(kind text, parameters jsonb, out body jsonb, out is_hit boolean)
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  -- A wide tile changes with every listing of the country and takes long to draw: it may lag by its lifetime.
  namespace text := case
    when kind = 'tile' and (parameters ->> 'zoom')::integer < 9 then 'listings-wide' else 'listings' end;
  key text := kind || ':' || encode(sha256(convert_to(parameters::text, 'utf8')), 'hex');
  known record;
begin
  select * into known from service.read_cache(namespace, key);
  is_hit := known.found;
  if is_hit then
    body := known.value;
  else
    body := case kind
      when 'search' then (
        select coalesce(jsonb_agg(to_jsonb(hit)), '[]')
        from public.search_listings(
          parameters -> 'criteria', (parameters ->> 'sort_by')::public.search_order,
          parameters ->> 'after', (parameters ->> 'max_results')::integer) as hit)
      when 'facets' then private.listing_facets(parameters -> 'criteria')
      when 'tile' then private.listing_tile(
        (parameters ->> 'zoom')::integer, (parameters ->> 'x')::integer, (parameters ->> 'y')::integer, parameters -> 'criteria')
      when 'areas' then (
        select coalesce(jsonb_agg(to_jsonb(area)), '[]')
        from private.suggest_areas(parameters ->> 'typed', (parameters ->> 'max_results')::integer) as area)
      when 'listing' then private.listing_page((parameters ->> 'listing_id')::uuid)
    end;
    perform service.write_cache(namespace, key, known.version, body, 60);
  end if;
  insert into private.cache_counters as counter (namespace, shard, hits, misses)
  values (kind, floor(random() * 16), is_hit::integer, (not is_hit)::integer)
  on conflict on constraint cache_counters_pkey do update
  set hits = counter.hits + excluded.hits, misses = counter.misses + excluded.misses;
end
$$;
comment on function service.catalogue(text, jsonb) is
  'A page of search, facets, a tile, areas or a listing''s page, as a visitor may see it, for at most a minute after it was made and never after the listings changed (tiles below zoom 9 may lag by that minute). Keyed by its parameters alone: nothing of a caller goes in.';
grant execute on function service.catalogue(text, jsonb) to service_role;
