-- Guests: people who take part in a conversation by invitation, such as a solicitor or a brother. An invitation names an
-- e-mail address or a number; whoever has shown that it is theirs may come, today's account or a later one, so that nobody
-- learns who has one. A guest reads all that was said, and whoever invites is told so.

create table public.conversation_guests (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  conversation_id uuid not null,
  contact text not null constraint conversation_guests_contact_check
    check (length(contact) <= 254 and (contact ~ '^\+[1-9][0-9]{7,14}$' or (contact = lower(contact) and contact ~ '^[^@[:space:]]+@[^@[:space:]]+$'))),
  invited_by uuid not null references public.profiles (id),
  user_id uuid references public.profiles (id),
  joined_at timestamptz,
  ended_at timestamptz,
  ended_by uuid references public.profiles (id),
  created_at timestamptz not null default now(),
  unique (org_id, id),
  foreign key (org_id, conversation_id) references public.conversations (org_id, id),
  constraint conversation_guests_joined_check check ((user_id is null) = (joined_at is null)),
  constraint conversation_guests_ended_check check ((ended_at is null) = (ended_by is null))
);
comment on table public.conversation_guests is 'Who was invited to a conversation, came, and left.';
comment on column public.conversation_guests.id is 'Time-ordered identifier.';
comment on column public.conversation_guests.org_id is 'The organization of the conversation.';
comment on column public.conversation_guests.conversation_id is 'The conversation.';
comment on column public.conversation_guests.contact is 'Whoever has shown that this e-mail address (lower case) or E.164 number is theirs may come.';
comment on column public.conversation_guests.invited_by is 'Who invited them.';
comment on column public.conversation_guests.user_id is 'Who came; null until somebody does.';
comment on column public.conversation_guests.joined_at is 'When they came, UTC.';
comment on column public.conversation_guests.ended_at is 'When they left, declined, or were taken out, UTC; null while they are invited or take part.';
comment on column public.conversation_guests.ended_by is 'Who ended it: themselves or another.';
comment on column public.conversation_guests.created_at is 'When they were invited, UTC.';
create index conversation_guests_conversation_idx on public.conversation_guests (org_id, conversation_id);
create index conversation_guests_user_idx on public.conversation_guests (user_id, conversation_id);
create index conversation_guests_contact_idx on public.conversation_guests (contact) where ended_at is null;
create index conversation_guests_invited_by_idx on public.conversation_guests (invited_by);
create index conversation_guests_ended_by_idx on public.conversation_guests (ended_by);
create unique index conversation_guests_open_key on public.conversation_guests (conversation_id, contact) where ended_at is null;
create unique index conversation_guests_person_key on public.conversation_guests (conversation_id, user_id) where ended_at is null;
comment on index public.conversation_guests_open_key is 'Inviting somebody twice, whatever the interleaving, invites them once.';

alter table public.conversation_guests enable row level security;
grant select (id, org_id, conversation_id, invited_by, user_id, joined_at, ended_at, ended_by, created_at)
  on public.conversation_guests to authenticated;
grant select on public.conversation_guests to service_role;
create trigger record_audit after insert or update or delete on public.conversation_guests
  for each row execute function private.record_audit();

create function private.lock_my_conversation(conversation_id uuid)
returns public.conversations
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  talk public.conversations;
begin
  if private.takes_part(conversation_id, (select auth.uid())) then
    select conversation.* into talk from public.conversations as conversation
    where conversation.id = conversation_id for no key update;
  end if;
  if talk.id is null then
    perform private.raise_problem('conversation.not_found', 'Cannot find the conversation among those in which you take part', 404,
      jsonb_build_object('field', 'conversation_id'));
  end if;
  return talk;
end
$$;
comment on function private.lock_my_conversation(uuid) is
  'Locks a conversation in which the caller takes part, so that what changes in it comes one after the other. Error: conversation.not_found 404.';

create function private.tell_of_guests(conversation_id uuid)
returns void
language sql
set search_path = ''
as $$
  select private.broadcast('conversation:' || conversation_id, 'participants_changed', jsonb_build_object('conversation_id', conversation_id))
$$;
comment on function private.tell_of_guests(uuid) is 'Says live that somebody came to a conversation or left it.';

create function private.invite_to_conversation(conversation_id uuid, contact text)
returns public.conversation_guests
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  talk public.conversations := private.lock_my_conversation(conversation_id);
  wanted text := lower(nullif(btrim(contact), ''));
  caller uuid := (select auth.uid());
  person uuid;
  invited public.conversation_guests;
begin
  if not private.may_bring_guests(talk.id, caller) then
    perform private.raise_problem('auth.forbidden', 'You may not invite: you are a guest of this conversation yourself', 403);
  end if;
  if wanted is null or length(wanted) > 254
    or wanted !~ '^\+[1-9][0-9]{7,14}$' and wanted !~ '^[^@[:space:]]+@[^@[:space:]]+$' then
    perform private.raise_problem('conversation.bad_guest',
      'Cannot invite: contact must be an e-mail address or a number such as +2348031234567', 400, jsonb_build_object('field', 'contact'));
  end if;
  select guest.* into invited from public.conversation_guests as guest
  where guest.conversation_id = talk.id and guest.contact = wanted and guest.ended_at is null;
  if invited.id is not null then
    -- One of somebody who has left would let nobody in.
    if not private.may_bring_guests(talk.id, invited.invited_by) then
      update public.conversation_guests as guest set invited_by = caller where guest.id = invited.id returning guest.* into invited;
    end if;
    return invited;
  end if;
  if (select count(*) from public.conversation_guests as guest
    where guest.org_id = talk.org_id and guest.conversation_id = talk.id and guest.ended_at is null) >= 20 then
    perform private.raise_problem('conversation.too_many_guests', 'Cannot invite: twenty are invited already', 409,
      jsonb_build_object('field', 'contact'));
  end if;
  insert into public.conversation_guests as guest (org_id, conversation_id, contact, invited_by)
  values (talk.org_id, talk.id, wanted, caller)
  returning guest.* into invited;
  -- Only who is told depends on whether there is an account, never what the caller is told.
  person := private.person_by_contact(wanted);
  -- Nobody is flooded with it: who was invited again and again finds it in their list all the same.
  if not exists (
    select from public.blocks as block where block.blocker_id = person and block.org_id is null and block.blocked_id = caller)
    and (select count(*) from public.conversation_guests as lately
      where lately.invited_by = caller and lately.contact = wanted and lately.created_at > now() - interval '1 day') <= 3
    and (select count(*) from public.notifications as known
      where known.user_id = person and known.id >= private.uuid_v7_floor(now() - interval '1 day') and known.kind = 'conversation_invited') < 10 then
    perform private.notify(
      array[person], talk.org_id, 'conversation_invited', 'You are invited to a conversation', talk.id,
      jsonb_build_object('guest_id', invited.id), but_not => caller);
  end if;
  return invited;
end
$$;
comment on function private.invite_to_conversation(uuid, text) is 'Checks that the caller takes part other than as a guest, then invites whoever a contact is.';

create function public.invite_to_conversation(conversation_id uuid, contact text)
returns public.conversation_guests
language sql
set search_path = ''
as $$
  select private.limit_person('invite_to_conversation');
  select private.invite_to_conversation(conversation_id, private.read_line('contact', contact))
$$;
comment on function public.invite_to_conversation(uuid, text) is
  'Invites whoever shows that this e-mail address or E.164 number is theirs to a conversation in which you take part; they read all of it, also what was said before. The same again returns the invitation there is. Errors: conversation.not_found 404, auth.forbidden 403 for guests, conversation.bad_guest 400, conversation.too_many_guests 409.';

create function private.my_conversation_invitations()
returns table (
  guest_id uuid, conversation_id uuid, organization text, invited_by text, created_at timestamptz, about text, listing_title text)
language sql
stable
security definer
set search_path = ''
rows 5
as $$
  select guest.id, guest.conversation_id, organization.name, inviter.display_name, guest.created_at,
    case
      when talk.sale_id is not null then 'sale'
      when talk.application_id is not null then 'application'
      when talk.viewing_id is not null then 'viewing'
      when talk.tenancy_id is not null then 'tenancy'
      else 'listing'
    end,
    listing.title
  from private.my_contacts() as mine
  join public.conversation_guests as guest on guest.contact = mine and guest.ended_at is null and guest.user_id is null
    and private.may_bring_guests(guest.conversation_id, guest.invited_by)
  join public.conversations as talk on talk.id = guest.conversation_id
  left join public.listings as listing on listing.id = talk.listing_id
  join public.organizations as organization on organization.id = guest.org_id
  join public.profiles as inviter on inviter.id = guest.invited_by
  order by guest.id desc
$$;
comment on function private.my_conversation_invitations() is 'The invitations to conversations that wait for whoever has the caller''s confirmed contacts, by people who still take part.';

create function public.my_conversation_invitations()
returns table (
  guest_id uuid, conversation_id uuid, organization text, invited_by text, created_at timestamptz, about text, listing_title text)
language sql
stable
set search_path = ''
as $$
  select * from private.my_conversation_invitations()
$$;
comment on function public.my_conversation_invitations() is
  'Conversations to which you are invited and have not answered, newest first: in whose name, by whom, and about what: a listing, a viewing, an application or a sale of the one that listing_title names, or a tenancy.';

create function private.answer_conversation_invitation(guest_id uuid, accept boolean)
returns uuid
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  caller uuid := (select auth.uid());
  guest public.conversation_guests;
begin
  -- Two invitations of one person, by address and by number, are answered one after the other.
  perform from public.conversations as talk
  where talk.id = (select one.conversation_id from public.conversation_guests as one
    where one.id = guest_id and one.contact in (select private.my_contacts())) for no key update;
  select one.* into guest from public.conversation_guests as one
  where one.id = guest_id and one.contact in (select private.my_contacts()) for update;
  if guest.id is null or guest.user_id <> caller or guest.ended_by <> caller then
    perform private.raise_problem('conversation.invitation_not_found', 'Cannot find the invitation among yours', 404,
      jsonb_build_object('field', 'guest_id'));
  end if;
  if accept is null then
    perform private.raise_problem('conversation.bad_guest', 'Cannot answer: say whether you come', 400, jsonb_build_object('field', 'accept'));
  end if;
  if guest.ended_at is null and guest.user_id is null then
    -- Whoever was sent away leaves no way back in behind.
    if accept and not private.may_bring_guests(guest.conversation_id, guest.invited_by) then
      perform private.raise_problem('conversation.invitation_not_found', 'Cannot find the invitation among yours', 404,
        jsonb_build_object('field', 'guest_id'));
    end if;
    if accept and private.takes_part(guest.conversation_id, caller) then
      -- By the subject, or by another invitation: once is enough.
      update public.conversation_guests as one set ended_at = now(), ended_by = caller where one.id = guest.id;
    elsif accept then
      update public.conversation_guests as one set user_id = caller, joined_at = now() where one.id = guest.id;
      perform private.tell_of_guests(guest.conversation_id);
    else
      update public.conversation_guests as one set ended_at = now(), ended_by = caller where one.id = guest.id;
    end if;
  end if;
  return guest.conversation_id;
end
$$;
comment on function private.answer_conversation_invitation(uuid, boolean) is 'Lets the caller in by an invitation of theirs while whoever invited takes part, or declines it.';

create function public.answer_conversation_invitation(guest_id uuid, accept boolean)
returns uuid
language sql
set search_path = ''
as $$
  select private.limit_person('answer_conversation_invitation');
  select private.answer_conversation_invitation(guest_id, accept)
$$;
comment on function public.answer_conversation_invitation(uuid, boolean) is
  'Comes to a conversation to which a confirmed contact of yours is invited, or declines; returns the conversation. Safe to repeat. Errors: conversation.invitation_not_found 404, conversation.bad_guest 400.';

create function private.remove_conversation_guest(guest_id uuid)
returns void
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  caller uuid := (select auth.uid());
  guest public.conversation_guests;
begin
  select one.* into guest from public.conversation_guests as one where one.id = guest_id for update;
  -- Who came may leave; who invited, and who speaks for the organization, may take them out.
  if guest.id is null or (
    guest.user_id = caller
    or private.takes_part(guest.conversation_id, caller) and (guest.invited_by = caller or exists (
      select from private.my_org_ids('conversations.write') as mine where mine = guest.org_id))) is not true then
    perform private.raise_problem('conversation.invitation_not_found', 'Cannot find the guest among those whom you may take out', 404,
      jsonb_build_object('field', 'guest_id'));
  end if;
  if guest.ended_at is null then
    update public.conversation_guests as one set ended_at = now(), ended_by = caller where one.id = guest.id;
    perform private.tell_of_guests(guest.conversation_id);
  end if;
end
$$;
comment on function private.remove_conversation_guest(uuid) is 'Ends an invitation or a guest''s part: by the guest, who invited them, or a member of the organization.';

create function public.remove_conversation_guest(guest_id uuid)
returns void
language sql
set search_path = ''
as $$
  select private.limit_person('remove_conversation_guest');
  select private.remove_conversation_guest(guest_id)
$$;
comment on function public.remove_conversation_guest(uuid) is
  'Leaves a conversation as its guest, or takes a guest of yours out, or an invitation back. Who listens already (Realtime) hears new messages until their token ends, an hour at most, and reads nothing any more. Safe to repeat. Error: conversation.invitation_not_found 404.';

create function private.conversation_participants(conversation_id uuid)
returns table (user_id uuid, display_name text, part text, guest_id uuid)
language plpgsql
stable
security definer
set search_path = ''
rows 10
as $$
begin
  if not private.takes_part(conversation_participants.conversation_id, (select auth.uid())) then
    perform private.raise_problem('conversation.not_found', 'Cannot find the conversation among those in which you take part', 404,
      jsonb_build_object('field', 'conversation_id'));
  end if;
  return query
  select one.user_id, profile.display_name, min(one.part), (
    select guest.id from public.conversation_guests as guest
    where guest.conversation_id = conversation_participants.conversation_id and guest.user_id = one.user_id and guest.ended_at is null)
  from private.participants_of(conversation_participants.conversation_id) as one
  join public.profiles as profile on profile.id = one.user_id
  -- Of a firm of twenty, those who have spoken: who else may answer is the firm's own affair.
  where one.part in ('person', 'guest') or one.user_id = (select auth.uid()) or exists (
    select from private.conversation_speakers as speaker
    where speaker.conversation_id = conversation_participants.conversation_id and speaker.user_id = one.user_id)
  group by one.user_id, profile.display_name
  order by 3, 2;
end
$$;
comment on function private.conversation_participants(uuid) is 'Checks that the caller takes part, then names who does: people, guests, and who has spoken for an organization.';

create function public.conversation_participants(conversation_id uuid)
returns table (user_id uuid, display_name text, part text, guest_id uuid)
language sql
stable
set search_path = ''
as $$
  select * from private.conversation_participants(conversation_id)
$$;
comment on function public.conversation_participants(uuid) is
  'Who takes part in a conversation of yours: person (by its subject), guest (by invitation; guest_id to take them out), member or agent (who has spoken for an organization or agency). Error: conversation.not_found 404.';

grant execute on function
  private.invite_to_conversation(uuid, text), public.invite_to_conversation(uuid, text),
  private.my_conversation_invitations(), public.my_conversation_invitations(),
  private.answer_conversation_invitation(uuid, boolean), public.answer_conversation_invitation(uuid, boolean),
  private.remove_conversation_guest(uuid), public.remove_conversation_guest(uuid),
  private.conversation_participants(uuid), public.conversation_participants(uuid)
  to authenticated;
