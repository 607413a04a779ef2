-- The rest of a listing's moves: review by the platform's staff, suspension, freshness confirmed.

create index listings_pending_review_idx on public.listings (id) where status = 'pending_review';

-- What members' moves come to ---------------------------------------------------------------------

create function private.reviewed_status(listing_id uuid, to_status public.listing_status)
returns public.listing_status
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  is_reviewed boolean;
  status_now public.listing_status;
begin
  if to_status <> 'published' then
    return to_status;
  end if;
  select listing.status, organization.reviews_listings into status_now, is_reviewed
  from public.listings as listing
  join public.organizations as organization on organization.id = listing.org_id
  where listing.id = listing_id;
  if status_now = 'suspended' then
    perform private.raise_problem('listing.suspended', 'Cannot publish: the listing is suspended until staff restore it', 409,
      jsonb_build_object('field', 'listing_id'));
  end if;
  if is_reviewed and status_now <> 'published' then
    return 'pending_review'::public.listing_status;
  end if;
  return to_status;
end
$$;
comment on function private.reviewed_status(uuid, public.listing_status) is
  'Where a member''s move leads: publishing leads to pending_review where staff review the organization. Error: listing.suspended 409.';

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
    perform private.move_listing(listing.id, 'published', 'Confirmed');
  end if;
  -- Confirming does not make it new: published_at stays, so that nobody climbs to the top of the newest this way.
  update public.listings as l
  set confirm_by = now() + interval '30 days', published_at = listing.published_at
  where l.id = listing.id
  returning l.* into listing;
  return listing;
end
$$;
comment on function private.confirm_listing(uuid) is 'Checks the caller''s permission or live mandate to list, then starts 30 more days of freshness.';
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
  'Says that a published or stale listing of yours is still true: fresh for 30 days from now, and open to visitors again. Safe to repeat. Errors: listing.not_found 404, auth.forbidden 403, listing.illegal_transition 409.';
grant execute on function public.confirm_listing(uuid) to authenticated;

-- Telling members ---------------------------------------------------------------------------------

create function private.tell_listing_members(listing public.listings, kind text, title text, reason text default null)
returns void
language sql
set search_path = ''
as $$
  insert into public.notifications (user_id, kind, title, subject_id, payload)
  select member, tell_listing_members.kind, tell_listing_members.title, listing.id,
    jsonb_build_object('listing_title', listing.title, 'status', listing.status, 'reason', reason)
  from private.members_with(listing.org_id, 'listings.write') as member
$$;
comment on function private.tell_listing_members(public.listings, text, text, text) is
  'Notifies the members who may write listings of what happened to one.';

create function private.notify_stale_listing()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform private.tell_listing_members(new, 'listing_stale', 'Is this listing still true? Confirm it to show it again');
  return null;
end
$$;
comment on function private.notify_stale_listing() is 'Trigger: tells members once that a listing was marked stale.';
create trigger notify_stale_listing after update of status on public.listings
  for each row when (new.status = 'stale' and old.status <> 'stale')
  execute function private.notify_stale_listing();
