-- An agency stands on one side of an offer: its people do not offer where it acts for the owner, in whatever scope,
-- and who may sign for the owner sees what there is to sign.
set lock_timeout = '5s';
set statement_timeout = '60s';

create function private.refuse_agents_offer()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  if exists (
    select from private.mandates_over(
      new.unit_id,
      array(select membership.org_id from public.memberships as membership where membership.user_id = new.offeror_id)
    ) as mandate
    where mandate.status = 'active' and mandate.ends_on > private.lagos_date()
  ) then
    perform private.raise_problem('offer.own_listing', 'Cannot make an offer to, or as, somebody whose agency acts for the owner', 409,
      jsonb_build_object('field', case when new.offeror_id = (select auth.uid()) then 'listing_id' else 'application_id' end));
  end if;
  return new;
end
$$;
comment on function private.refuse_agents_offer() is
  'Trigger: nobody is the other side of an offer on a unit for which their agency has a mandate, running or yet to begin, whatever its scope and their role. Error: offer.own_listing 409.';
create trigger refuse_agents_offer before insert on public.offers
  for each row execute function private.refuse_agents_offer();

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
  from (
    select private.my_mandated_unit_ids('list') as unit_id
    union
    select private.my_mandated_unit_ids('sign')
  ) as reached
  join public.units as unit on unit.id = reached.unit_id
  join public.offers as offer on offer.org_id = unit.org_id and offer.unit_id = unit.id and offer.offeror_id is not null
$$;
