-- Agencies list for owners: a listing says by which mandate, and is paused when that is over.
set lock_timeout = '5s';
set statement_timeout = '60s';

alter table public.listings add column mandate_id uuid;
comment on column public.listings.mandate_id is 'The mandate by which an agency wrote it for the owner; null for the owner''s own.';
alter table public.listings add constraint listings_mandate_fkey
  foreign key (org_id, mandate_id) references public.mandates (org_id, id);
create index listings_mandate_idx on public.listings (org_id, mandate_id);

create function private.set_listing_mandate()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  if (select auth.uid()) is not null
    and not exists (select from private.my_org_ids('listings.write') as mine where mine = new.org_id) then
    new.mandate_id := private.lock_my_mandate(new.unit_id, 'list');
  end if;
  return new;
end
$$;
comment on function private.set_listing_mandate() is
  'Trigger: notes the mandate by which somebody from outside the owner''s organization lists. Without one the policy refuses the row.';
create trigger set_listing_mandate before insert on public.listings
  for each row execute function private.set_listing_mandate();

create function private.pause_mandated_listings()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  written record;
begin
  for written in
    select listing.id, listing.status from public.listings as listing
    where listing.org_id = new.org_id and listing.mandate_id = new.id
      and listing.status in ('published', 'pending_review')
    order by listing.id
    for update
  loop
    -- One that waits for review has not been seen yet: it becomes the owner's draft.
    perform private.move_listing(written.id,
      (case written.status when 'published' then 'paused' else 'draft' end)::public.listing_status,
      'The mandate was ' || new.status);
  end loop;
  return null;
end
$$;
comment on function private.pause_mandated_listings() is
  'Trigger: takes what was listed under a mandate off the market when the mandate is over. Deals under way go on.';
create trigger pause_mandated_listings after update of status on public.mandates
  for each row when (new.status in ('revoked', 'ended') and old.status = 'active')
  execute function private.pause_mandated_listings();

create or replace function private.move_my_listing(listing_id uuid, to_status public.listing_status, reason text)
returns public.listings
language plpgsql
security definer
set search_path = ''
as $$
declare
  owner_org uuid;
  listed_unit uuid;
  mandate uuid;
begin
  select listing.org_id, listing.unit_id into owner_org, listed_unit
  from public.listings as listing where listing.id = listing_id;
  -- A mandate is locked before its listings, as in its revocation: the other way round the two could deadlock.
  if owner_org is not null
    and not exists (select from private.my_org_ids('listings.write') as mine where mine = owner_org) then
    mandate := private.lock_my_mandate(listed_unit, 'list');
  end if;
  if owner_org is null or (
    mandate is null and not exists (select from private.my_org_ids('properties.read') as mine where mine = owner_org)
  ) then
    perform private.raise_problem('listing.not_found', 'Cannot find the listing among your organizations', 404,
      jsonb_build_object('field', 'listing_id'));
  end if;
  if mandate is null then
    perform private.require_permission(owner_org, 'listings.write');
  end if;
  if to_status not in ('published', 'paused', 'closed') then
    perform private.raise_problem('listing.illegal_transition',
      format('Cannot move a listing to %s by hand: its lettings and offers do that', to_status), 409,
      jsonb_build_object('field', 'to_status'));
  end if;
  perform from public.listings as listing where listing.id = listing_id for update;
  return private.move_listing(listing_id, to_status, reason);
exception when unique_violation then
  perform private.raise_problem('listing.unit_already_listed',
    'Cannot publish: another listing of this unit for the same purpose is live', 409,
    jsonb_build_object('field', 'listing_id'));
  return null;
end
$$;
comment on function private.move_my_listing(uuid, public.listing_status, text) is
  'Checks the caller''s permission or live mandate to list, then moves the listing.';
