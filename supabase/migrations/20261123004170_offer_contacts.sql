-- Who answers an offer may know whose it is.
set lock_timeout = '5s';
set statement_timeout = '60s';

create or replace function private.my_contact_ids()
returns setof uuid
language sql
stable
security definer
set search_path = ''
rows 100
as $$
  select (select auth.uid())
  union
  select membership.user_id from public.memberships as membership
  where membership.org_id in (select private.my_org_ids('organization.read'))
  union
  select conversation.opened_by from public.conversations as conversation
  where conversation.org_id in (select private.my_org_ids('conversations.write'))
  union
  select message.sender_id from public.conversations as conversation
  join public.messages as message on message.conversation_id = conversation.id
  where conversation.opened_by = (select auth.uid())
  union
  select tenant.user_id from public.tenants as tenant
  where tenant.org_id in (select private.my_org_ids('tenancies.read')) and tenant.user_id is not null
  union
  select offer.offeror_id from public.offers as offer
  where offer.org_id in (select private.my_org_ids('deals.read')) and offer.offeror_id is not null
  union
  select offer.offeror_id
  from private.my_mandated_unit_ids('list') as reached (unit_id)
  join public.units as unit on unit.id = reached.unit_id
  join public.offers as offer on offer.org_id = unit.org_id and offer.unit_id = unit.id and offer.offeror_id is not null
$$;
comment on function private.my_contact_ids() is
  'Whose profile the caller may see: their own, their colleagues'', their tenants'', of those they talk with, and of those who made them an offer.';
