-- Whose profile a person may see: their own, and of those whom a membership, tenancy, deal or viewing brings together.
-- It stands here because all of these must exist before the policy can name them.

-- The many, who may be tens of thousands, are looked up: is the person asked for among them? To list them for every read
-- of a name took 9 ms at 20,000 tenants, and takes ever longer; to look one up takes two looks into an index. A query
-- that names nobody lists them once, and reads the table. Measured: docs/decisions/0008.
create view private.my_clients as
select tenant.user_id as person_id
from public.tenants as tenant
join private.my_permissions as mine on mine.org_id = tenant.org_id and mine.permission = 'tenancies.read'
union all
select conversation.opened_by
from public.conversations as conversation
join private.my_permissions as mine on mine.org_id = conversation.org_id and mine.permission = 'conversations.write'
union all
select offer.offeror_id
from public.offers as offer
join private.my_permissions as mine on mine.org_id = offer.org_id and mine.permission = 'deals.read'
union all
select application.applicant_id
from public.applications as application
join private.my_permissions as mine on mine.org_id = application.org_id and mine.permission = 'deals.read'
where application.submitted_at is not null
union all
select viewing.user_id
from public.viewings as viewing
join private.my_permissions as mine on mine.org_id = viewing.org_id and mine.permission = 'deals.read'
union all
select guest.user_id
from public.conversation_guests as guest
join private.my_permissions as mine on mine.org_id = guest.org_id and mine.permission = 'conversations.write'
where guest.user_id is not null
union all
select speaker.user_id
from private.conversation_speakers as speaker
join private.my_permissions as mine on mine.org_id = speaker.org_id and mine.permission = 'conversations.write';
comment on view private.my_clients is
  'Whom the caller''s organizations deal with, as far as the caller''s role goes: tenants, those who write, who make offers, who applied, who come to see a home. To be asked for one person: it is long. For policies.';
grant select on private.my_clients to authenticated;

create function private.my_contact_ids()
returns setof uuid
language plpgsql
stable
security definer
set search_path = ''
rows 20
as $$
begin
  return query
  select membership.user_id from public.memberships as membership
  where membership.org_id in (select private.my_org_ids('organization.read'))
  union
  select speaker.user_id from private.my_talks as mine
  join private.conversation_speakers as speaker on speaker.conversation_id = mine.conversation_id
  union
  select other.user_id from private.my_talks as mine
  join private.conversation_people as other on other.conversation_id = mine.conversation_id
  union
  select person.user_id from private.my_represented_conversations() as mine
  join private.conversation_people as person on person.conversation_id = mine
  union
  select speaker.user_id from private.my_represented_conversations() as mine
  join private.conversation_speakers as speaker on speaker.conversation_id = mine
  union
  select offer.offeror_id
  from (
    select private.my_mandated_unit_ids('list') as unit_id
    union
    select private.my_mandated_unit_ids('sign')
  ) as reached
  join public.units as unit on unit.id = reached.unit_id
  join public.offers as offer on offer.org_id = unit.org_id and offer.unit_id = unit.id and offer.offeror_id is not null
  union
  select application.applicant_id from private.my_mandated_application_ids() as mine (id)
  join public.applications as application on application.id = mine.id
  union
  select enquiry.enquirer_id from public.enquiries as enquiry
  where enquiry.listing_id in (select private.my_mandated_listing_ids())
  union
  select viewing.user_id from private.my_mandated_slot_ids() as mine (id)
  join public.viewings as viewing on viewing.slot_id = mine.id;
end
$$;
comment on function private.my_contact_ids() is
  'The few whose profiles the caller may see: colleagues, who answers in the caller''s own conversations, and who makes offers, applies, asks or comes to see a home where the caller''s agency acts by mandate. The many are private.my_clients.';
grant execute on function private.my_contact_ids() to authenticated;

create policy profiles_select on public.profiles for select to authenticated using (
  id = (select auth.uid())
  or exists (select from private.my_clients as client where client.person_id = profiles.id)
  or id = any (array(select private.my_contact_ids()))
);
