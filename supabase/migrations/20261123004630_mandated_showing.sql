-- What an agency with a live mandate does with a listing beside writing it: photos, fees seen, viewings held.
set lock_timeout = '5s';
set statement_timeout = '60s';

create function private.mandated_people(listing_id uuid, permission private.permission)
returns setof uuid
language sql
stable
security definer
set search_path = ''
rows 5
as $$
  select private.members_with(mandate.agent_org_id, mandated_people.permission)
  from public.listings as listing
  join public.mandates as mandate on mandate.org_id = listing.org_id and mandate.id = listing.mandate_id
  where listing.id = mandated_people.listing_id and mandate.status = 'active' and mandate.scopes && '{list,show}'
    and mandate.starts_on <= private.lagos_date() and mandate.ends_on > private.lagos_date()
$$;
comment on function private.mandated_people(uuid, private.permission) is
  'The members, with a permission, of the agency that lists or shows a listing under a live mandate.';

-- Photos ----------------------------------------------------------------------------------------

create or replace function private.lock_listing_for_media(listing_id uuid)
returns uuid
language sql
set search_path = ''
as $$
  select (private.lock_my_listing(listing_id)).org_id
$$;

create or replace function private.remove_media(media_id uuid)
returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
  listing uuid;
  gone smallint;
begin
  select media.listing_id into listing
  from public.listing_media as media
  where media.id = media_id and (
    media.org_id in (select private.my_org_ids('properties.read')) or media.listing_id in (select private.my_mandated_listing_ids()));
  if listing is null then
    perform private.raise_problem('media.not_found', 'Cannot find the photo among your listings', 404,
      jsonb_build_object('field', 'media_id'));
  end if;
  perform private.lock_listing_for_media(listing);
  delete from public.listing_media as media where media.id = media_id returning media.position into gone;
  if gone is not null then
    update public.listing_media as media set position = media.position - 1
    where media.listing_id = listing and media.position > gone;
  end if;
end
$$;

create or replace function private.org_for_new_media(acting_user uuid, listing_id uuid, upload_path text)
returns uuid
language plpgsql
set search_path = ''
as $$
declare
  owner_org uuid;
  uploads_of uuid;
begin
  select listing.org_id into owner_org
  from public.listings as listing
  where listing.id = listing_id
    and (acting_user in (select private.members_with(listing.org_id, 'properties.read'))
      or acting_user in (select private.mandated_people(listing.id, 'listings.write')))
  for no key update;
  if owner_org is null then
    perform private.raise_problem('listing.not_found', 'Cannot find the listing among your organizations', 404,
      jsonb_build_object('field', 'listing_id'));
  end if;
  if acting_user in (select private.members_with(owner_org, 'listings.write')) then
    uploads_of := owner_org;
  else
    select mandate.agent_org_id into uploads_of
    from public.listings as listing
    join public.mandates as mandate on mandate.org_id = listing.org_id and mandate.id = listing.mandate_id
    where listing.id = listing_id and acting_user in (select private.mandated_people(listing.id, 'listings.write'));
  end if;
  if uploads_of is null then
    perform private.raise_problem('auth.forbidden',
      'You may not do this for the organization: it needs the permission listings.write', 403);
  end if;
  if upload_path is null or length(upload_path) > 300
    or upload_path !~ ('^' || uploads_of || '/[A-Za-z0-9][A-Za-z0-9._-]*$')
  then
    perform private.raise_problem('media.bad_path',
      'Cannot use the upload: it must lie in the folder of the organization that adds it', 422,
      jsonb_build_object('field', 'upload_path'));
  end if;
  return owner_org;
end
$$;
alter policy listing_media_select on public.listing_media using (
  is_public
  or org_id = any (array(select private.my_org_ids('properties.read')))
  or listing_id = any (array(select private.my_mandated_listing_ids())));

-- Fees and prices -------------------------------------------------------------------------------

alter policy listing_fees_select on public.listing_fees using (
  org_id = any (array(select private.my_org_ids('properties.read')))
  or listing_id = any (array(select private.my_mandated_listing_ids()))
  or exists (select from public.listings as listing where listing.id = listing_id and listing.status = 'published'));
alter policy listing_prices_select on public.listing_prices using (
  org_id = any (array(select private.my_org_ids('properties.read')))
  or listing_id = any (array(select private.my_mandated_listing_ids()))
  or exists (select from public.listings as listing where listing.id = listing_id and listing.status = 'published'));

-- Viewings --------------------------------------------------------------------------------------

create function private.my_mandated_slot_ids()
returns setof uuid
language sql
stable
security definer
set search_path = ''
rows 50
as $$
  select slot.id from public.viewing_slots as slot where slot.listing_id in (select private.my_mandated_listing_ids())
$$;
comment on function private.my_mandated_slot_ids() is
  'The viewing slots of the listings that the caller''s agencies list or show under a live mandate.';
grant execute on function private.my_mandated_slot_ids() to authenticated;

alter policy viewing_slots_select_visitor on public.viewing_slots using (exists (
  select from public.listings as listing where listing.id = listing_id and listing.status = 'published'));
alter policy viewing_slots_select on public.viewing_slots using (
  org_id = any (array(select private.my_org_ids('properties.read')))
  or listing_id = any (array(select private.my_mandated_listing_ids()))
  or exists (select from public.listings as listing where listing.id = listing_id and listing.status = 'published'));
alter policy viewing_slots_insert on public.viewing_slots with check (
  org_id = any (array(select private.my_org_ids('deals.write')))
  or listing_id = any (array(select private.my_mandated_listing_ids())));
alter policy viewing_slots_delete on public.viewing_slots using (
  org_id = any (array(select private.my_org_ids('deals.write')))
  or listing_id = any (array(select private.my_mandated_listing_ids())));
alter policy viewings_select on public.viewings using (
  user_id = (select auth.uid())
  or org_id = any (array(select private.my_org_ids('deals.read')))
  or slot_id = any (array(select private.my_mandated_slot_ids())));

create or replace function private.notify_viewing()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  insert into public.notifications (user_id, kind, title, subject_id, payload)
  select told, case new.status when 'booked' then 'viewing_booked' else 'viewing_cancelled' end,
    case new.status when 'booked' then 'A viewing was booked' else 'A viewing was cancelled' end,
    new.id, jsonb_build_object('starts_at', lower(new.during))
  from (
    select member as told from private.members_with(new.org_id, 'deals.write') as member
    union
    select private.mandated_people(slot.listing_id, 'deals.write') from public.viewing_slots as slot where slot.id = new.slot_id
    union
    select new.user_id
  ) as everybody
  where told is distinct from (select auth.uid());
  return null;
end
$$;
comment on function private.notify_viewing() is
  'Trigger: tells both sides of a viewing, and the agency that shows it, except who did it.';

create or replace function private.move_viewing(viewing_id uuid, to_status public.viewing_status, reason text)
returns public.viewings
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  viewing public.viewings;
begin
  select known.* into viewing from public.viewings as known
  where known.id = viewing_id and (
    known.user_id = (select auth.uid()) or known.org_id in (select private.my_org_ids('deals.read'))
    or known.slot_id in (select private.my_mandated_slot_ids()))
  for update;
  if not found then
    perform private.raise_problem('viewing.not_found', 'Cannot find the viewing', 404, jsonb_build_object('field', 'viewing_id'));
  end if;
  if (to_status <> 'cancelled' or viewing.user_id is distinct from (select auth.uid()))
    and viewing.slot_id not in (select private.my_mandated_slot_ids()) then
    perform private.require_permission(viewing.org_id, 'deals.write');
  end if;
  if to_status in ('attended', 'missed') and lower(viewing.during) > now() then
    perform private.raise_problem('viewing.too_early', 'Cannot say how it went: the viewing has not begun', 409,
      jsonb_build_object('field', 'outcome'));
  end if;
  perform private.begin_move('viewing', viewing.id, reason);
  update public.viewings as known set status = to_status where known.id = viewing.id returning * into viewing;
  return viewing;
end
$$;
