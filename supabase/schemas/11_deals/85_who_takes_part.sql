-- Who takes part in a conversation: one rule, from which policies, live channels and notifications all follow. It stands
-- here because all that brings people together must exist before policies can name it.
--
-- People      opened_by, while the conversation is theirs alone; all tenants of its tenancy; all parties of its sale that
--             have an account; guests who came by invitation and have not left, as long as whoever invited
--             them takes part other than as a guest.
-- Members     of its organization, who may write conversations; of organizations that are a party to its sale.
-- Agents      members of the agency that lists or shows its listing, or collects for its tenancy, by a mandate that is live
--             today, who may write conversations there.
--
-- Nothing is copied: who joins an organization, leaves a tenancy or loses a mandate takes part, or does so no longer, from
-- that moment on. A tenancy that passes to the buyer of a home is another tenancy of another organization, with a
-- conversation of its own: the buyer does not read what was said to the seller.

alter table public.conversations
  add foreign key (org_id, application_id) references public.applications (org_id, id),
  add foreign key (org_id, sale_id) references public.sales (org_id, id);

create view private.conversation_parties as
select conversation.id as conversation_id, conversation.opened_by as user_id
from public.conversations as conversation where not conversation.is_joint
union all
select conversation.id, person.user_id
from private.tenancy_people as person
join public.conversations as conversation on conversation.tenancy_id = person.tenancy_id and conversation.is_joint
union all
select conversation.id, party.profile_id
from public.sale_parties as party
join public.conversations as conversation on conversation.sale_id = party.sale_id
where party.profile_id is not null;
comment on view private.conversation_parties is
  'Who takes part in which conversation by its subject, for themselves. Asked by conversation or by person.';

create function private.parties_in(talk public.conversations)
returns uuid[]
language plpgsql
stable
set search_path = ''
as $$
begin
  if not talk.is_joint then
    return array[talk.opened_by];
  elsif talk.tenancy_id is not null then
    return array(select person.user_id from private.tenancy_people as person where person.tenancy_id = talk.tenancy_id);
  end if;
  return array(
    select party.profile_id from public.sale_parties as party
    where party.sale_id = talk.sale_id and party.profile_id is not null);
end
$$;
comment on function private.parties_in(public.conversations) is
  'Who takes part in a conversation by its subject, for themselves: what private.conversation_parties says, asked of one conversation. Some twice.';

create function private.may_bring_guests(conversation_id uuid, person uuid)
returns boolean
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  talk public.conversations;
begin
  select conversation.* into talk from public.conversations as conversation where conversation.id = may_bring_guests.conversation_id;
  return found and (coalesce(person = any (private.parties_in(talk)), false) or exists (
    select from private.member_permissions as held
    where held.user_id = person and held.permission = 'conversations.write' and held.org_id = any (private.organizations_in(talk))));
end
$$;
comment on function private.may_bring_guests(uuid, uuid) is
  'Whether a person takes part in a conversation other than as a guest: by its subject, or for an organization. For the view of who takes part, which policies ask.';
grant execute on function private.may_bring_guests(uuid, uuid) to authenticated;

create view private.conversation_people as
select party.conversation_id, party.user_id, 'person' as part from private.conversation_parties as party
union all
select guest.conversation_id, guest.user_id, 'guest'
from public.conversation_guests as guest
where guest.user_id is not null and guest.ended_at is null and private.may_bring_guests(guest.conversation_id, guest.invited_by);
comment on view private.conversation_people is
  'Who takes part in which conversation by themselves, and not for an organization: person, by the subject; guest, by invitation. Asked by conversation or by person.';

create function private.people_in(talk public.conversations)
returns uuid[]
language plpgsql
stable
set search_path = ''
as $$
begin
  return private.parties_in(talk) || array(
    select guest.user_id from public.conversation_guests as guest
    where guest.conversation_id = talk.id and guest.user_id is not null and guest.ended_at is null
      and private.may_bring_guests(guest.conversation_id, guest.invited_by));
end
$$;
comment on function private.people_in(public.conversations) is
  'Who takes part in a conversation by themselves: what private.conversation_people says, asked of one conversation. Some twice.';

create function private.takes_part_alone(talk public.conversations, person uuid)
returns boolean
language plpgsql
stable
set search_path = ''
as $$
begin
  return coalesce(person = any (private.parties_in(talk)), false) or exists (
    select from public.conversation_guests as guest
    where guest.conversation_id = talk.id and guest.user_id = person and guest.ended_at is null
      and private.may_bring_guests(guest.conversation_id, guest.invited_by));
end
$$;
comment on function private.takes_part_alone(public.conversations, uuid) is
  'Whether somebody takes part in a conversation by themselves, and not for an organization.';

create view private.my_talks as
select mine.conversation_id from private.conversation_people as mine
where mine.user_id = (select user_id from private.caller);
comment on view private.my_talks is
  'The conversations in which the caller takes part by themselves; those of their organizations are many and found by org_id.';
grant select on private.my_talks to authenticated;

create function private.my_represented_conversations()
returns setof uuid
language plpgsql
stable
security definer
set search_path = ''
rows 20
as $$
begin
  return query
  with recursive acting as (
    select mandate.org_id, mandate.id, mandate.property_id, mandate.scopes
    from private.my_permissions as mine
    join public.mandates as mandate on mandate.agent_org_id = mine.org_id and mandate.status = 'active'
      and mandate.starts_on <= private.lagos_date() and mandate.ends_on > private.lagos_date()
    where mine.permission = 'conversations.write'
  ), reached as (
    select property.id, property.org_id
    from acting
    join public.properties as property on property.org_id = acting.org_id
      and (acting.property_id is null or property.id = acting.property_id)
    where 'collect' = any (acting.scopes)
    union
    select inner_one.id, inner_one.org_id
    from reached
    join public.properties as inner_one on inner_one.org_id = reached.org_id and inner_one.parent_id = reached.id
  )
  select conversation.id
  from acting
  join public.listings as listing on listing.org_id = acting.org_id and listing.mandate_id = acting.id
  join public.conversations as conversation on conversation.org_id = listing.org_id and conversation.listing_id = listing.id
  where acting.scopes && '{list,show}' and conversation.sale_id is null
  union all
  select conversation.id
  from reached
  join public.units as unit on unit.org_id = reached.org_id and unit.property_id = reached.id
  join public.tenancies as tenancy on tenancy.org_id = unit.org_id and tenancy.unit_id = unit.id
  join public.conversations as conversation on conversation.org_id = tenancy.org_id and conversation.tenancy_id = tenancy.id
  union all
  select conversation.id
  from private.my_permissions as mine
  join public.sale_parties as party on party.party_org_id = mine.org_id
  join public.conversations as conversation on conversation.sale_id = party.sale_id
  where mine.permission = 'conversations.write';
end
$$;
comment on function private.my_represented_conversations() is
  'The conversations of other organizations in which the caller takes part for an agency under a live mandate, or for a party to a sale. The same as private.participants_of() says of one conversation.';
grant execute on function private.my_represented_conversations() to authenticated;

create function private.organizations_in(talk public.conversations)
returns uuid[]
language plpgsql
stable
set search_path = ''
as $$
begin
  if talk.listing_id is not null and talk.sale_id is null then
    return talk.org_id || array(
      select mandate.agent_org_id
      from public.listings as listing
      join public.mandates as mandate on mandate.org_id = listing.org_id and mandate.id = listing.mandate_id
        and mandate.status = 'active' and mandate.scopes && '{list,show}'
        and mandate.starts_on <= private.lagos_date() and mandate.ends_on > private.lagos_date()
      where listing.id = talk.listing_id);
  elsif talk.tenancy_id is not null and exists (
    select from public.mandates as mandate where mandate.org_id = talk.org_id and mandate.status = 'active') then
    return talk.org_id || array(
      with recursive above as (
        select property.id, property.org_id, property.parent_id
        from public.tenancies as tenancy
        join public.units as unit on unit.id = tenancy.unit_id
        join public.properties as property on property.id = unit.property_id
        where tenancy.id = talk.tenancy_id
        union
        select outer_one.id, outer_one.org_id, outer_one.parent_id
        from above join public.properties as outer_one on outer_one.org_id = above.org_id and outer_one.id = above.parent_id
      )
      select mandate.agent_org_id
      from public.mandates as mandate
      where mandate.org_id = talk.org_id and mandate.status = 'active' and 'collect' = any (mandate.scopes)
        and mandate.starts_on <= private.lagos_date() and mandate.ends_on > private.lagos_date()
        and (mandate.property_id is null or mandate.property_id in (select above.id from above)));
  elsif talk.sale_id is not null then
    return talk.org_id || array(
      select party.party_org_id from public.sale_parties as party
      where party.sale_id = talk.sale_id and party.party_org_id is not null);
  end if;
  return array[talk.org_id];
end
$$;
comment on function private.organizations_in(public.conversations) is
  'The organizations that take part in a conversation now, by those of their members who may write conversations: its own, agencies that act for it, parties to its sale. Some twice.';

create function private.participants_of(conversation_id uuid)
returns table (user_id uuid, part text)
language plpgsql
stable
set search_path = ''
rows 5
as $$
#variable_conflict use_column
declare
  talk public.conversations;
begin
  select conversation.* into talk from public.conversations as conversation
  where conversation.id = participants_of.conversation_id;
  return query
  select person.user_id, person.part from private.conversation_people as person where person.conversation_id = talk.id
  union
  select held.user_id, case when held.org_id = talk.org_id or talk.sale_id is not null then 'member' else 'agent' end
  from private.member_permissions as held
  where held.org_id = any (private.organizations_in(talk)) and held.permission = 'conversations.write';
end
$$;
comment on function private.participants_of(uuid) is
  'Who takes part in a conversation now: person or guest by themselves, member for its organization or for one that is a party to its sale, agent for an agency. Some twice.';

create function private.takes_part(conversation_id uuid, person uuid)
returns boolean
language plpgsql
stable
set search_path = ''
as $$
declare
  talk public.conversations;
begin
  select conversation.* into talk from public.conversations as conversation where conversation.id = takes_part.conversation_id;
  return found and (private.takes_part_alone(talk, person) or exists (
    select from private.member_permissions as held
    where held.user_id = person and held.permission = 'conversations.write' and held.org_id = any (private.organizations_in(talk))));
end
$$;
comment on function private.takes_part(uuid, uuid) is 'Whether a person takes part in a conversation, as private.participants_of() says of all; false where there is none.';

-- Policies ------------------------------------------------------------------------------------------

create policy conversations_select on public.conversations for select to authenticated using (
  case
    when id = any (array(select conversation_id from private.my_talks)) then true
    when org_id = any (array(select org_id from private.my_permissions where permission = 'conversations.write')) then true
    when id = any (array(select private.my_represented_conversations())) then true
  end is not null
);
create policy messages_select on public.messages for select to authenticated using (
  case
    when conversation_id = any (array(select conversation_id from private.my_talks)) then true
    when org_id = any (array(select org_id from private.my_permissions where permission = 'conversations.write')) then true
    when conversation_id = any (array(select private.my_represented_conversations())) then true
  end is not null
);
create policy messages_insert on public.messages for insert to authenticated with check (
  sender_id = (select auth.uid())
  and (
    conversation_id = any (array(select conversation_id from private.my_talks))
    or org_id = any (array(select org_id from private.my_permissions where permission = 'conversations.write'))
    or conversation_id = any (array(select private.my_represented_conversations()))
  )
);
create policy conversation_guests_select on public.conversation_guests for select to authenticated using (
  case
    when conversation_id = any (array(select conversation_id from private.my_talks)) then true
    when org_id = any (array(select private.my_org_ids('conversations.write'))) then true
    when conversation_id = any (array(select private.my_represented_conversations())) then true
  end is not null
);
create policy conversation_reads_select on public.conversation_reads for select to authenticated using (
  case
    when conversation_id = any (array(select conversation_id from private.my_talks)) then true
    when org_id = any (array(select org_id from private.my_permissions where permission = 'conversations.write')) then true
    when conversation_id = any (array(select private.my_represented_conversations())) then true
  end is not null
);
-- What has not been sent yet is its sender's alone; what was deleted is nobody's.
create policy message_files_select on public.message_files for select to authenticated using (
  case
    when removed_at is not null then null
    when message_id is null then nullif(uploaded_by = (select auth.uid()), false)
    when conversation_id = any (array(select conversation_id from private.my_talks)) then true
    when org_id = any (array(select org_id from private.my_permissions where permission = 'conversations.write')) then true
    when conversation_id = any (array(select private.my_represented_conversations())) then true
  end is not null
);
