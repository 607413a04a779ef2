-- Whose profile a person may see: their own, and of those whom a membership, tenancy, deal or viewing brings together.

create function private.my_contact_ids()
returns setof uuid
language plpgsql
stable
security definer
set search_path = ''
rows 100
as $$
begin
  return query
  select (select auth.uid())
  union
  select membership.user_id from public.memberships as membership
  where membership.org_id in (select private.my_org_ids('organization.read'))
  union
  select conversation.opened_by from public.conversations as conversation
  where conversation.org_id in (select private.my_org_ids('conversations.write'))
  union
  select speaker.user_id from public.conversations as conversation
  join private.conversation_speakers as speaker on speaker.conversation_id = conversation.id
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
  join public.offers as offer on offer.org_id = unit.org_id and offer.unit_id = unit.id and offer.offeror_id is not null;
end
$$;
comment on function private.my_contact_ids() is
  'Whose profile the caller may see: their own, their colleagues'', their tenants'', of those they talk with, and of those who made them an offer.';

create function private.my_prospect_ids()
returns setof uuid
language plpgsql
stable
security definer
set search_path = ''
rows 100
as $$
begin
  return query
  select application.applicant_id from public.applications as application
  where application.org_id in (select private.my_org_ids('deals.read')) and application.submitted_at is not null
  union
  select application.applicant_id from private.my_mandated_application_ids() as mine (id)
  join public.applications as application on application.id = mine.id
  union
  select enquiry.enquirer_id from public.enquiries as enquiry
  where enquiry.listing_id in (select private.my_mandated_listing_ids());
end
$$;
comment on function private.my_prospect_ids() is
  'Who applied to the caller''s organizations, or applied for or asked about a listing of their agencies: whom they deal with has a name.';
grant execute on function private.my_contact_ids() to authenticated;
create policy profiles_select on public.profiles for select to authenticated using (
  id = any (array(select private.my_contact_ids())) or id = any (array(select private.my_prospect_ids()))
);
