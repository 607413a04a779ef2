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

-- Fees and prices -------------------------------------------------------------------------------

-- Viewings --------------------------------------------------------------------------------------
