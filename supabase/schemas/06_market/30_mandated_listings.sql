-- Agencies list for owners: a listing says by which mandate, and is paused when that is over.

create index listings_mandate_idx on public.listings (org_id, mandate_id);

create function private.mandate_to_list(listing public.listings)
returns uuid
language plpgsql
set search_path = ''
as $$
begin
  if (select auth.uid()) is not null
    and not exists (select from private.my_org_ids('listings.write') as mine where mine = listing.org_id) then
    return private.lock_my_mandate(listing.unit_id, 'list');
  end if;
  return listing.mandate_id;
end
$$;
comment on function private.mandate_to_list(public.listings) is
  'The mandate by which somebody from outside the owner''s organization lists. Without one the policy refuses the row.';

create function private.pause_mandated_listings(mandate public.mandates)
returns void
language plpgsql
set search_path = ''
as $$
declare
  written record;
begin
  for written in
    select listing.id, listing.status from public.listings as listing
    where listing.org_id = mandate.org_id and listing.mandate_id = mandate.id
      and listing.status in ('published', 'pending_review')
    order by listing.id
    for update
  loop
    -- One that waits for review has not been seen yet: it becomes the owner's draft.
    perform private.move_listing(written.id,
      (case written.status when 'published' then 'paused' else 'draft' end)::public.listing_status,
      'The mandate was ' || mandate.status);
  end loop;
end
$$;
comment on function private.pause_mandated_listings(public.mandates) is
  'Takes what was listed under a mandate off the market when the mandate is over. Deals under way go on.';

create function private.lock_my_listing(listing_id uuid)
returns public.listings
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  listing public.listings;
  mandate uuid;
begin
  select l.* into listing from public.listings as l where l.id = listing_id;
  -- A mandate is locked before its listings, as in its revocation: the other way round the two could deadlock.
  if listing.id is not null
    and not exists (select from private.my_org_ids('listings.write') as mine where mine = listing.org_id) then
    mandate := private.lock_my_mandate(listing.unit_id, 'list');
  end if;
  if listing.id is null or (
    mandate is null and not exists (select from private.my_org_ids('properties.read') as mine where mine = listing.org_id)
  ) then
    perform private.raise_problem('listing.not_found', 'Cannot find the listing among your organizations', 404,
      jsonb_build_object('field', 'listing_id'));
  end if;
  if mandate is null then
    perform private.require_permission(listing.org_id, 'listings.write');
  end if;
  select l.* into strict listing from public.listings as l where l.id = listing_id for update;
  return listing;
end
$$;
comment on function private.lock_my_listing(uuid) is
  'Locks a listing that the caller may write, by membership or by a live mandate to list. Errors: listing.not_found 404, auth.forbidden 403.';
