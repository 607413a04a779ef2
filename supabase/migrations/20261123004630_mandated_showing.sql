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

