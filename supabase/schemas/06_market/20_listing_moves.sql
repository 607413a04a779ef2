-- What happens when a listing is written or moves, in which order; what members' moves come to; freshness.

create index listings_pending_review_idx on public.listings (id) where status = 'pending_review';

-- What happens, in this order -----------------------------------------------------------------------

create function private.before_listing_written()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform private.check_price(new);
  -- One that would change hands is refused by private.keep_organization(), whichever of the two comes first.
  if tg_op = 'INSERT' or (old.status <> 'closed' or new.unit_id <> old.unit_id) and new.org_id = old.org_id then
    new := private.with_unit_facts(new);
  end if;
  if tg_op = 'INSERT' then
    new.mandate_id := private.mandate_to_list(new);
  end if;
  if tg_op = 'INSERT' then
    new.shown_changed_at := private.in_milliseconds(clock_timestamp());
  elsif private.shows_something_else(old, new) or new.shown_changed_at <> old.shown_changed_at then
    -- By the clock and not by the beginning of the transaction, which may have waited for whoever holds the listing for a deal.
    new.shown_changed_at := private.in_milliseconds(clock_timestamp());
    if new.status = old.status and new.status in ('published', 'stale') and private.is_reviewed(new) then
      -- What was approved is what is shown. It waits with this change, which is none since it waits.
      new.shown_changed_at := private.in_milliseconds(now());
      new.status := 'pending_review';
      perform private.begin_move('listing', new.id, private.why_seen_again());
    end if;
  end if;
  perform private.admit_move('listing', new.org_id, new.id, old.status::text, new.status::text);
  if tg_op = 'UPDATE' and new.status <> old.status and new.status in ('published', 'pending_review') then
    perform private.keep_held_listing(new);
  end if;
  return new;
end
$$;
comment on function private.before_listing_written() is
  'Trigger: its price makes sense, it says what its unit says, by whose mandate it is listed, since when it shows what it shows, changed under review it is reviewed again, it moves as its machine allows and not past a deal.';
create trigger before_listing_written before insert or update on public.listings
  for each row execute function private.before_listing_written();

create function private.after_listing_written()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  was_open boolean := coalesce(old.status = 'published', false);
  is_open boolean := new.status = 'published';
begin
  if tg_op = 'INSERT' or (new.price_kobo, new.price_per, new.advance_periods)
    is distinct from (old.price_kobo, old.price_per, old.advance_periods) then
    perform private.keep_price(new);
  end if;
  -- The deal's rows before those that all searches share, in the order in which others lock them.
  if new.status in ('let', 'sold', 'closed') and old.status not in ('let', 'sold', 'closed') then
    perform private.decline_other_offers(new);
  end if;
  if new.status = 'stale' and old.status <> 'stale' then
    perform private.tell_listing_members(new, 'listing_stale', 'Is this listing still true? Confirm it to show it again');
  end if;
  if was_open <> is_open then
    perform private.renew_publicity(new);
  end if;
  if was_open and not is_open then
    perform private.renew_favourites(old);
  end if;
  if was_open or is_open then
    perform private.sync_searchable_listing(new);
  end if;
  if is_open and (not was_open or private.says_something_else(old, new)) then
    perform private.queue_listing_to_match(new.id);
  end if;
  return null;
end
$$;
comment on function private.after_listing_written() is
  'Trigger: what it asked is kept; other offers end with the market; members hear that it is stale; photos, favourites and search follow; who is looking for it will be told.';
create trigger after_listing_written after insert or update on public.listings
  for each row execute function private.after_listing_written();

-- What members' moves come to ---------------------------------------------------------------------

create function private.is_kept_off_market(listing public.listings)
returns boolean
language sql
stable
set search_path = ''
as $$
  select exists (
    select from public.organizations as organization
    where organization.suspended_at is not null and (
      organization.id = listing.org_id
      or organization.id = (
        select mandate.agent_org_id from public.mandates as mandate
        where mandate.org_id = listing.org_id and mandate.id = listing.mandate_id and mandate.status = 'active'))
  )
$$;
comment on function private.is_kept_off_market(public.listings) is
  'Whether staff suspended the organization that offers it, or the agency that lists it under a mandate that is not over.';

create function private.is_of_suspended_owner(listing public.listings)
returns boolean
language sql
stable
set search_path = ''
as $$
  select exists (
    select from public.memberships as mine
    join public.memberships as theirs on theirs.user_id = mine.user_id and theirs.role = 'owner'
    join public.organizations as other on other.id = theirs.org_id and other.suspended_at is not null
    where mine.role = 'owner' and (
      mine.org_id = listing.org_id
      or mine.org_id = (
        select mandate.agent_org_id from public.mandates as mandate
        where mandate.org_id = listing.org_id and mandate.id = listing.mandate_id and mandate.status = 'active')))
$$;
comment on function private.is_of_suspended_owner(public.listings) is
  'Whether an owner of the organization that offers it, or of the agency that lists it, also owns an organization that staff suspended: who is suspended under one name does not go on under another unseen. Nothing is taken down for it, and nobody waits for the other organization''s lock: a suspension of this very moment is seen next time.';

create function private.is_reviewed(listing public.listings)
returns boolean
language sql
stable
set search_path = ''
as $$
  select private.is_kept_off_market(listing) or private.is_of_suspended_owner(listing) or exists (
    select from public.organizations as organization where organization.id = listing.org_id and organization.reviews_listings)
$$;
comment on function private.is_reviewed(public.listings) is
  'Whether staff look at a listing before visitors do, when it is published and when what it shows changes.';

create function private.shows_something_else(before public.listings, after public.listings)
returns boolean
language plpgsql
immutable
set search_path = ''
as $$
begin
  -- Whether its title was searched is our own word and needs no look.
  return (before.title, before.description, before.price_kobo, before.price_per, before.advance_periods, before.minimum_nights,
      before.maximum_nights, before.kind, before.bedrooms, before.bathrooms, before.features, before.is_furnished, before.area,
      before.lga, before.state, before.location::text)
    is distinct from
    (after.title, after.description, after.price_kobo, after.price_per, after.advance_periods, after.minimum_nights,
      after.maximum_nights, after.kind, after.bedrooms, after.bathrooms, after.features, after.is_furnished, after.area,
      after.lga, after.state, after.location::text);
end
$$;
comment on function private.shows_something_else(public.listings, public.listings) is
  'Whether visitors would read something else than whoever reviewed the listing did: its words, its price, what its unit is and where.';

create function private.in_milliseconds(at timestamptz)
returns timestamptz
language plpgsql
stable
set search_path = ''
as $$
begin
  return date_trunc('milliseconds', at);
end
$$;
comment on function private.in_milliseconds(timestamptz) is
  'A moment as every client can give it back: some keep no more than milliseconds. Rounded down; null for null.';

create function private.why_seen_again()
returns text
language sql
immutable
set search_path = ''
as $$
  select 'Changed while staff review it'
$$;
comment on function private.why_seen_again() is 'The reason in the history of a listing that waits for review since it was changed.';

create function private.see_again(listing_id uuid)
returns void
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  listing public.listings;
begin
  select l.* into listing from public.listings as l where l.id = listing_id;
  if listing.id is null or listing.status in ('let', 'sold', 'closed')
    or listing.status <> 'pending_review' and not private.is_reviewed(listing) then
    return;
  end if;
  -- private.before_listing_written() does the rest: what is published waits, and whoever reviews it or ends its deal sees it.
  -- Once in a transaction that had it wait: nobody saw it in between.
  update public.listings as l set shown_changed_at = now()
  where l.id = listing_id and l.shown_changed_at <> private.in_milliseconds(now());
end
$$;
comment on function private.see_again(uuid) is
  'After photos or fees of a listing changed: it shows something else, and one that staff review waits for them again, at once or when its deal came to nothing. Locks the listing, where it is reviewed only; the functions for photos and fees have locked it before.';

create function private.lock_off_market(listing public.listings)
returns boolean
language plpgsql
set search_path = ''
as $$
begin
  -- Whoever suspends one of them has done so before this, or waits until the listing is where it goes and takes it along.
  perform from public.organizations as organization
  where organization.id = listing.org_id or organization.id = (
    select mandate.agent_org_id from public.mandates as mandate
    where mandate.org_id = listing.org_id and mandate.id = listing.mandate_id)
  order by organization.id for share;
  return private.is_kept_off_market(listing);
end
$$;
comment on function private.lock_off_market(public.listings) is
  'private.is_kept_off_market() as it stays until the transaction ends. Listings are locked before their organizations.';

create function private.reviewed_status(listing_id uuid, to_status public.listing_status)
returns public.listing_status
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  listing public.listings;
begin
  if to_status <> 'published' then
    return to_status;
  end if;
  select l.* into listing from public.listings as l where l.id = listing_id;
  if listing.status = 'suspended' then
    perform private.raise_problem('listing.suspended', 'Cannot publish: the listing is suspended until staff restore it', 409,
      jsonb_build_object('field', 'listing_id'));
  end if;
  perform private.require_level((select auth.uid()), 'publish', listing.price_kobo, 'listing_id');
  perform private.lock_off_market(listing);
  if listing.status <> 'published' and private.is_reviewed(listing) then
    return 'pending_review'::public.listing_status;
  end if;
  return to_status;
end
$$;
comment on function private.reviewed_status(uuid, public.listing_status) is
  'Where a member''s move leads: publishing leads to pending_review where staff review the organization, or have suspended it, the agency that lists, or another organization of an owner of these. Errors: trust.level_missing 403, listing.suspended 409.';

-- Freshness ---------------------------------------------------------------------------------------

create function private.confirm_listing(listing_id uuid)
returns public.listings
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  listing public.listings;
begin
  listing := private.lock_my_listing(listing_id);
  if listing.status not in ('published', 'stale') then
    perform private.raise_problem('listing.illegal_transition',
      format('Cannot confirm the listing: it is %s, neither published nor stale', listing.status), 409,
      jsonb_build_object('field', 'listing_id'));
  end if;
  if listing.status = 'stale' then
    -- Back on the market: no less than publishing asks.
    perform private.require_level((select auth.uid()), 'publish', listing.price_kobo, 'listing_id');
    if private.lock_off_market(listing) or private.is_of_suspended_owner(listing) then
      return private.move_listing(listing.id, 'pending_review', 'Confirmed while the organization, or another of its owner, is suspended');
    end if;
    perform private.move_listing(listing.id, 'published', 'Confirmed');
  end if;
  -- Confirming does not make it new: published_at stays, so that nobody climbs to the top of the newest this way.
  update public.listings as l
  set confirm_by = now() + private.freshness(), published_at = listing.published_at
  where l.id = listing.id
  returning l.* into listing;
  return listing;
end
$$;
comment on function private.confirm_listing(uuid) is 'Checks the caller''s permission or live mandate to list, then starts 30 more days of freshness. A stale one whose organization, or another of its owner, is suspended waits for review instead.';
grant execute on function private.confirm_listing(uuid) to authenticated;

create function public.confirm_listing(listing_id uuid)
returns public.listings
language sql
set search_path = ''
as $$
  select private.limit_person('confirm_listing');
  select private.confirm_listing(listing_id)
$$;
comment on function public.confirm_listing(uuid) is
  'Says that a published or stale listing of yours is still true: fresh for 30 days from now, and open to visitors again; while its organization, the agency that lists it, or another that one of their owners owns, is suspended, a stale one waits for review. A stale one asks for the level that publishing does. Safe to repeat. Errors: listing.not_found 404, auth.forbidden, trust.level_missing 403, listing.illegal_transition 409.';
grant execute on function public.confirm_listing(uuid) to authenticated;

-- Telling members ---------------------------------------------------------------------------------

create function private.tell_listing_members(listing public.listings, kind text, title text, reason text default null)
returns void
language plpgsql
set search_path = ''
as $$
begin
  perform private.notify(
    array(select private.members_with(listing.org_id, 'listings.write')), listing.org_id, kind, title, listing.id,
    jsonb_build_object('listing_title', listing.title, 'status', listing.status, 'reason', reason,
      'path', '/org/' || listing.org_id || '/listings/' || listing.id));
end
$$;
comment on function private.tell_listing_members(public.listings, text, text, text) is
  'Notifies the members who may write listings of what happened to one; path is where they see it in the app, and appeal.';
