-- Alerts: listings that come on the market or change are queued, and matched once a minute with the saved searches.
-- A queue and not a mark of time: a transaction that commits late is seen when it commits.

create table private.listings_to_match (
  id bigint generated always as identity primary key,
  listing_id uuid not null,
  queued_at timestamptz not null default now()
);
comment on table private.listings_to_match is
  'Listings to match with the saved searches. A row for each event: an event during a run is not lost in the row that the run already took.';
comment on column private.listings_to_match.id is 'Order of arrival.';
comment on column private.listings_to_match.listing_id is 'The listing; without a foreign key, for one that is gone is skipped.';
comment on column private.listings_to_match.queued_at is 'When, UTC.';
alter table private.listings_to_match enable row level security;

create function private.says_something_else(before public.listings, after public.listings)
returns boolean
language plpgsql
immutable
set search_path = ''
as $$
begin
  return (before.price_kobo, before.title, before.kind, before.bedrooms, before.bathrooms, before.features,
      before.is_furnished, before.is_verified, before.area, before.lga, before.state)
    is distinct from
    (after.price_kobo, after.title, after.kind, after.bedrooms, after.bathrooms, after.features,
      after.is_furnished, after.is_verified, after.area, after.lga, after.state)
    or before.location::text <> after.location::text;
end
$$;
comment on function private.says_something_else(public.listings, public.listings) is
  'Whether a listing that was written may now be what another search looks for.';

create function private.queue_listing_to_match(listing_id uuid)
returns void
language plpgsql
set search_path = ''
as $$
begin
  insert into private.listings_to_match (listing_id) values (queue_listing_to_match.listing_id);
end
$$;
comment on function private.queue_listing_to_match(uuid) is 'Queues a listing that came on the market or now says something else.';

create function private.search_fits(
  search public.saved_searches,
  purpose public.listing_purpose,
  price_kobo public.kobo,
  kind public.unit_kind,
  bedrooms smallint,
  bathrooms smallint,
  features public.feature[],
  is_furnished boolean,
  is_verified boolean,
  says text
)
returns boolean
language sql
immutable
set search_path = ''
as $$
  select search.purpose = purpose
    and price_kobo between coalesce(search.min_price_kobo, 0) and coalesce(search.max_price_kobo, 9223372036854775807)
    and bedrooms between coalesce(search.min_bedrooms, 0) and coalesce(search.max_bedrooms, 32767)
    and bathrooms >= coalesce(search.min_bathrooms, 0)
    and (search.kinds = '{}' or kind = any (search.kinds))
    and features operator(pg_catalog.@>) search.features
    and (search.furnished is null or search.furnished = is_furnished)
    and (is_verified or not search.verified_only)
    and not exists (select from unnest(search.word_keys) as word where position(word in says) = 0)
$$;
comment on function private.search_fits(public.saved_searches, public.listing_purpose, public.kobo, public.unit_kind, smallint, smallint, public.feature[], boolean, boolean, text) is
  'Whether a listing is what a saved search asks for, its place aside. says: title and area, folded.';

create function private.place_names(area text, lga text, state text)
returns text[]
language plpgsql
stable
set search_path = ''
as $$
begin
  return array['', btrim(private.fold_words(area)), btrim(private.fold_words(lga)), btrim(private.fold_words(state))]
    || array(
      select known.called from private.area_names as named
      join private.area_names as known on known.area_id = named.area_id
      where named.called = private.search_phrase(area) and not named.is_larger)
    || array(select term.phrase from public.search_terms as term where lga = any (term.lgas) or state = any (term.states));
end
$$;
comment on function private.place_names(text, text, text) is
  'Every name, folded, by which somebody may look for a listing there; the empty one for who names no place.';

create function private.search_notice(search public.saved_searches, listing_ids uuid[], matches bigint)
returns jsonb
language sql
stable
set search_path = ''
as $$
  select jsonb_build_object('name', search.name, 'matches', matches, 'listings', coalesce(jsonb_agg(jsonb_build_object(
    'id', listing.id, 'title', listing.title, 'price_kobo', listing.price_kobo, 'price_per', listing.price_per,
    'area', listing.area) order by listing.id desc), '[]'))
  from public.listings as listing where listing.id = any (listing_ids)
$$;
comment on function private.search_notice(public.saved_searches, uuid[], bigint) is
  'What a notification says of matches: the search''s name, how many, and facts of the listings given.';
create function private.match_saved_searches(batch integer default 200)
returns integer
language plpgsql
security definer
set search_path = ''
as $$
declare
  listing_ids uuid[];
  met_searches uuid[];
  met_listings uuid[];
  events integer;
  notices private.notice[];
begin
  with taken as (
    delete from private.listings_to_match where id in (
      select id from private.listings_to_match order by id limit batch for update skip locked
    )
    returning listing_id
  )
  select array_agg(distinct listing_id), count(*) into listing_ids, events from taken;
  if events = 0 then
    return 0;
  end if;

  with fresh as (
    select listing.*, listing.location::extensions.geometry as point,
      private.fold_words(listing.title || ' ' || listing.area) as says,
      private.place_names(listing.area, listing.lga, listing.state) as areas
    from public.listings as listing
    where listing.id = any (listing_ids) and listing.status = 'published'
  ),
  -- Two halves, so that each has its index: drawn places by their boxes, all others by area.
  met as (
    select fresh.id as listing_id, search.id as search_id, search.user_id, fresh.org_id
    from fresh
    join public.saved_searches as search
      on search.is_active and search.bounds operator(extensions.&&) fresh.point
      and case
        when search.polygon is not null then extensions.st_covers(search.polygon, fresh.point)
        else extensions.st_dwithin(search.centre, fresh.location, search.radius_m)
      end
    where private.search_fits(search, fresh.purpose, private.comparable_price_kobo(fresh.price_kobo, fresh.price_per), fresh.kind, fresh.bedrooms, fresh.bathrooms,
      fresh.features, fresh.is_furnished, fresh.is_verified, fresh.says)
    union all
    select fresh.id, search.id, search.user_id, fresh.org_id
    from fresh
    join public.saved_searches as search
      on search.is_active and search.bounds is null
      and search.area_key = any (fresh.areas) and search.purpose = fresh.purpose
    where private.search_fits(search, fresh.purpose, private.comparable_price_kobo(fresh.price_kobo, fresh.price_per), fresh.kind, fresh.bedrooms, fresh.bathrooms,
      fresh.features, fresh.is_furnished, fresh.is_verified, fresh.says)
  )
  select array_agg(met.search_id), array_agg(met.listing_id) into met_searches, met_listings
  from met
  where not exists (
    select from public.memberships as member where member.org_id = met.org_id and member.user_id = met.user_id
  )
  and not exists (
    select from public.search_alerts as known
    where known.search_id = met.search_id and known.listing_id = met.listing_id
  );
  if met_searches is null then
    return events;
  end if;

  -- Runs at the same time take the searches in one order: neither can wait for the other in a circle, and
  -- a search deleted meanwhile is left out.
  perform from public.saved_searches as search
  where search.id = any (met_searches) order by search.id for no key update;
  with made_alerts as (
    insert into public.search_alerts (search_id, listing_id, state)
    select search.id, met.listing_id,
      (case search.frequency when 'instant' then 'notified' else 'pending' end)::public.alert_state
    from unnest(met_searches, met_listings) as met (search_id, listing_id)
    join public.saved_searches as search on search.id = met.search_id
    order by search.id, met.listing_id
    on conflict do nothing
    returning search_id, listing_id, state
  ),
  marked as (
    update public.saved_searches as search set last_matched_at = now()
    where search.id in (select alert.search_id from made_alerts as alert)
  )
  select array_agg(row(
    search.user_id, null, 'search_matched', left('New for you: ' || listing.title, 140), search.id,
    private.search_notice(search, array[listing.id], 1))::private.notice)
  into notices
  from made_alerts as alert
  join public.saved_searches as search on search.id = alert.search_id
  join public.listings as listing on listing.id = alert.listing_id
  where alert.state = 'notified';
  perform private.notify(notices);
  return events;
end
$$;
comment on function private.match_saved_searches(integer) is
  'Matches up to batch queued listings with all active saved searches, writes the new alerts and tells those who want it at once; returns how many rows of the queue it worked off. Many may run at a time. Run by pg_cron.';

create function private.send_search_digests(today public.calendar_date default private.lagos_date(), batch integer default 200)
returns integer
language plpgsql
security definer
set search_path = ''
as $$
declare
  digested integer;
  notices private.notice[];
begin
  with due as (
    select search.* from public.saved_searches as search
    where search.is_active and (search.last_digest_on is null or search.last_digest_on < today)
      and search.id in (select alert.search_id from public.search_alerts as alert where alert.state = 'pending')
    order by search.id limit batch
    for no key update skip locked
  ),
  told as (
    update public.search_alerts as alert set state = 'notified'
    where alert.state = 'pending' and alert.search_id in (select id from due)
    returning alert.search_id, alert.listing_id
  ),
  -- What left the market meanwhile is not worth a message.
  still as (
    select told.search_id, count(*) as matches, (array_agg(told.listing_id order by told.listing_id desc))[1:10] as newest
    from told join public.listings as listing on listing.id = told.listing_id and listing.status = 'published'
    group by told.search_id
  ),
  marked as (
    update public.saved_searches set last_digest_on = today where id in (select search_id from still)
  )
  select (select count(*) from due), array_agg(row(
    search.user_id, null, 'search_matched', format('New today for %s: %s', search.name, still.matches), search.id,
    private.search_notice(search, still.newest, still.matches))::private.notice)
  into digested, notices
  from still join public.saved_searches as search on search.id = still.search_id;
  perform private.notify(notices);
  return digested;
end
$$;
comment on function private.send_search_digests(public.calendar_date, integer) is
  'Tells of the pending alerts of a batch of searches, one notification for each search and day with up to ten listings; returns how many searches it looked at. today: Nigerian date. Safe to repeat. Run by pg_cron.';

select cron.schedule('match-saved-searches', '* * * * *', private.in_batches('private.match_saved_searches'));
select cron.schedule('send-search-digests', '10 6 * * *', private.in_batches('private.send_search_digests'));
