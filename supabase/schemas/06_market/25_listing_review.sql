-- The platform's staff look at listings: approve, return, suspend, restore.

create type public.review_decision as enum ('approve', 'return', 'suspend', 'restore');
comment on type public.review_decision is 'What staff decide about a listing. approve: publish what waits; return: back to a draft, with a reason; suspend: take it down; restore: lift a suspension.';

create function private.require_shown_as_seen(
  listing public.listings, decision public.review_decision, seen_at public.instant)
returns void
language plpgsql
stable
set search_path = ''
as $$
declare
  waits_since timestamptz;
  is_other boolean := false;
begin
  if seen_at is not null then
    is_other := private.in_milliseconds(seen_at) <> listing.shown_changed_at;
  elsif decision = 'approve' then
    -- Of a caller that does not say what it saw: what it was when it came to wait, or ten minutes ago, as nobody decides
    -- by a longer look at an old page. Whoever changes it right before it is approved gets nothing shown by that.
    select max(change.occurred_at) into waits_since from public.state_changes as change
    where change.machine = 'listing' and change.subject_id = listing.id and change.to_state = 'pending_review';
    is_other := listing.shown_changed_at > greatest(waits_since, now() - interval '10 minutes');
  end if;
  if is_other then
    perform private.raise_problem('listing.changed_meanwhile',
      format('Cannot %s the listing: what it shows was changed since you looked at it. Look at it again', decision), 409,
      jsonb_build_object('field', 'seen_at', 'shown_changed_at', listing.shown_changed_at));
  end if;
end
$$;
comment on function private.require_shown_as_seen(public.listings, public.review_decision, public.instant) is
  'Refuses (409 listing.changed_meanwhile) to put before visitors what the reviewer did not see: shown_changed_at of the locked listing is another than the one that they saw; of who does not say what they saw, when it was changed within the last ten minutes, while it waited.';

create function private.decide_listing(
  listing_id uuid, decision public.review_decision, reason text, is_told boolean, seen_at public.instant)
returns public.listings
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  listing public.listings;
  -- Its members read it: somebody's BVN, typed into it, goes no further.
  why text := private.without_numbers(nullif(btrim(reason), ''));
  target public.listing_status;
begin
  perform private.require_staff('review_listing');
  if decision is null then
    perform private.raise_problem('listing.bad_review', 'Cannot review the listing: decision is missing', 400,
      jsonb_build_object('field', 'decision'));
  end if;
  if (why is null and decision <> 'approve') or length(why) > 1000 then
    perform private.raise_problem('listing.bad_review',
      'Cannot review the listing: give a reason of 1 to 1,000 characters', 400,
      jsonb_build_object('field', 'reason'));
  end if;
  select l.* into listing from public.listings as l where l.id = listing_id for update;
  if not found then
    perform private.raise_problem('listing.not_found', 'Cannot find the listing', 404,
      jsonb_build_object('field', 'listing_id'));
  end if;
  if decision in ('approve', 'restore') then
    perform private.refuse_party('moderation.own', null, private.orgs_of_listing(listing.id), 'listing_id');
  end if;
  target := case decision
    when 'approve' then 'published'
    when 'return' then 'draft'
    when 'suspend' then 'suspended'
    else private.status_before_suspension(listing.id)
  end::public.listing_status;
  if listing.status = target then
    -- The same decision again, or a colleague was faster.
    return listing;
  end if;
  if listing.status <> 'pending_review' and decision in ('approve', 'return')
    or listing.status <> 'suspended' and decision = 'restore'
    or not exists (
      select from private.state_transitions as allowed
      where allowed.machine = 'listing' and allowed.from_state = listing.status::text and allowed.to_state = target::text
    )
  then
    perform private.raise_problem('listing.illegal_transition',
      format('Cannot %s the listing: it is %s', decision, listing.status), 409,
      jsonb_build_object('field', 'decision', 'from', listing.status, 'to', target));
  end if;
  if decision in ('approve', 'restore') then
    perform private.require_shown_as_seen(listing, decision, seen_at);
  end if;
  -- The listing before its organizations, as who suspends one of them locks them.
  if target = 'published' and private.lock_off_market(listing) then
    perform private.raise_problem('listing.organization_suspended',
      'Cannot publish: the organization that offers it, or the agency that lists it, is suspended', 409,
      jsonb_build_object('field', 'listing_id'));
  end if;
  perform private.begin_act('review_listing', listing_id, null, reason);
  listing := private.move_listing(listing.id, target, coalesce(why, 'Approved'));
  if is_told is not true then
    return listing;
  end if;
  perform private.tell_listing_members(
    listing,
    case target when 'published' then 'listing_approved' when 'draft' then 'listing_returned' else 'listing_suspended' end,
    case target
      when 'published' then 'Your listing is open to visitors'
      when 'draft' then 'Your listing needs a change'
      else 'Your listing was suspended'
    end,
    why);
  return listing;
exception when unique_violation then
  perform private.raise_problem('listing.unit_already_listed',
    'Cannot publish: another listing of this unit for the same purpose is live', 409,
    jsonb_build_object('field', 'listing_id'));
  return null;
end
$$;
comment on function private.decide_listing(uuid, public.review_decision, text, boolean, public.instant) is
  'Checks that the caller is staff and, of what goes before visitors, that it is what they saw, moves the listing, nowhere where visitors see it while an organization of its side is suspended, and tells its members where is_told: not of what its organization is told once. Locks the listing, then its organizations.';

create function private.review_listing(
  listing_id uuid, decision public.review_decision, reason text, seen_at public.instant default null)
returns public.listings
language sql
security definer
set search_path = ''
as $$
  select private.decide_listing(listing_id, decision, reason, true, seen_at)
$$;
comment on function private.review_listing(uuid, public.review_decision, text, public.instant) is
  'Checks that the caller is staff and, of what goes before visitors, that it is what they saw, moves the listing and tells its members.';

create function private.status_before_suspension(listing_id uuid)
returns public.listing_status
language sql
stable
set search_path = ''
as $$
  -- What was listed under a mandate that ended meanwhile is its owner's to publish.
  select case when (
    select change.from_state from public.state_changes as change
    where change.machine = 'listing' and change.subject_id = listing_id and change.to_state = 'suspended'
    order by change.occurred_at desc, change.id desc limit 1
  ) = 'published' and not exists (
    select from public.listings as listing
    join public.mandates as mandate on mandate.org_id = listing.org_id and mandate.id = listing.mandate_id
    where listing.id = listing_id and mandate.status <> 'active'
  ) and not exists (
    -- Where staff review what is shown, what was changed meanwhile is seen before visitors see it.
    select from public.listings as listing
    join public.organizations as organization on organization.id = listing.org_id and organization.reviews_listings
    where listing.id = listing_id and listing.shown_changed_at > (
      select max(change.occurred_at) from public.state_changes as change
      where change.machine = 'listing' and change.subject_id = listing_id and change.to_state = 'suspended')
  ) then 'published' else 'draft' end::public.listing_status
$$;
comment on function private.status_before_suspension(uuid) is
  'Where a restored listing goes: back to visitors if it was published when it was suspended, its mandate is not over and it was not changed since where staff review it, otherwise to its members as a draft.';

create function public.review_listing(
  listing_id uuid, decision public.review_decision, reason text default null, seen_at text default null)
returns public.listings
language sql
set search_path = ''
as $$
  select private.limit_person('review_listing');
  select private.review_listing(
    listing_id, decision, private.read_prose('reason', reason), private.read_instant('seen_at', seen_at))
$$;
comment on function public.review_listing(uuid, public.review_decision, text, text) is
  'For staff: approves or returns a listing under review, suspends a live one, restores a suspended one (published if it was, otherwise a draft). All but approve need a reason. Nothing is published while the organization, or the agency that lists it, is suspended. seen_at is the listing''s shown_changed_at as it was read: to approve or restore what shows something else by now is refused. Left out, only what was changed within the last ten minutes while it waited is refused, so give it. Members of either neither approve nor restore. Safe to repeat. Errors: auth.forbidden, auth.insufficient_assurance, moderation.own 403, listing.bad_review 400, listing.not_found 404, listing.illegal_transition, listing.changed_meanwhile, listing.organization_suspended, listing.unit_already_listed 409, value.bad_time 400.';

create function private.listings_to_review(after_id uuid, max_results integer)
returns setof public.listings
language plpgsql
stable
security definer
set search_path = ''
as $$
#variable_conflict use_variable
begin
  perform private.require_staff('review_listing');
  if max_results is null or max_results not between 1 and 200 then
    perform private.raise_problem('listing.bad_review', 'Cannot list them: max_results must be between 1 and 200', 400,
      jsonb_build_object('field', 'max_results'));
  end if;
  return query
  select listing.* from public.listings as listing
  where listing.status = 'pending_review' and (after_id is null or listing.id > after_id)
  order by listing.id limit max_results;
end
$$;
comment on function private.listings_to_review(uuid, integer) is 'Checks that the caller is staff, then lists what waits for review.';

create function public.listings_to_review(after_id uuid default null, max_results integer default 50)
returns setof public.listings
language sql
stable
set search_path = ''
as $$
  select * from private.listings_to_review(after_id, max_results)
$$;
comment on function public.listings_to_review(uuid, integer) is
  'For staff: the listings that wait for review, oldest first; the last id of a page is after_id of the next. Errors: auth.forbidden, auth.insufficient_assurance 403, listing.bad_review 400.';

create function private.set_listing_review(org_id uuid, is_on boolean)
returns void
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
begin
  perform private.begin_staff_act('set_listing_review', org_id, org_id, 'Set to ' || is_on);
  perform private.refuse_party('moderation.own', null, array[org_id], 'org_id');
  if is_on is null then
    perform private.raise_problem('listing.bad_review', 'Cannot set the review: is_on is missing', 400,
      jsonb_build_object('field', 'is_on'));
  end if;
  update public.organizations as organization set reviews_listings = is_on where organization.id = org_id;
  if not found then
    perform private.raise_problem('organization.not_found', 'Cannot find the organization', 404,
      jsonb_build_object('field', 'org_id'));
  end if;
end
$$;
comment on function private.set_listing_review(uuid, boolean) is 'Checks that the caller is staff, then sets organizations.reviews_listings.';

create function public.set_listing_review(org_id uuid, is_on boolean)
returns void
language sql
set search_path = ''
as $$
  select private.limit_person('set_listing_review');
  select private.set_listing_review(org_id, is_on)
$$;
comment on function public.set_listing_review(uuid, boolean) is
  'For staff: whether listings of an organization wait for review before visitors see them. Not for its members. Errors: auth.forbidden, auth.insufficient_assurance, moderation.own 403, organization.not_found 404, listing.bad_review 400.';

grant execute on function private.review_listing(uuid, public.review_decision, text, public.instant),
  public.review_listing(uuid, public.review_decision, text, text), private.listings_to_review(uuid, integer),
  public.listings_to_review(uuid, integer), private.set_listing_review(uuid, boolean),
  public.set_listing_review(uuid, boolean)
  to authenticated;
