-- Generated from supabase/schemas by `deno task db:migration`; do not edit. sha256 c7df10a691034c33313166dfa99d4310b84e2b7444da0a974369642b7b7a95ce
set lock_timeout = '5s';
set statement_timeout = '600s';
-- Functions may speak of what later files make.
set check_function_bodies = off;

-- 10_words/10_notifications.sql

-- Notifications: a row for each person, pushed live to their private channel user:<id>. Whoever tells somebody
-- something calls private.notify(): nothing else writes here.

create table public.notifications (
  id uuid primary key default private.uuid_v7(),
  user_id uuid not null references public.profiles (id) on delete cascade,
  org_id uuid,
  kind text not null check (kind in (
    'message_received', 'payment_received', 'payment_settled', 'tenancy_offered', 'tenancy_accepted',
    'invitation_accepted', 'mandate_offered', 'mandate_accepted', 'mandate_revoked',
    'listing_approved', 'listing_returned', 'listing_suspended', 'listing_stale', 'search_matched',
    'enquiry_received', 'viewing_booked', 'viewing_cancelled',
    'application_submitted', 'application_decided', 'offer_made', 'offer_accepted', 'offer_declined', 'offer_expired',
    'sale_closed', 'tenancy_renewal_offered', 'notice_given', 'tenancy_holding_over', 'tenancy_ended',
    'inspection_scheduled', 'inspection_ready', 'inspection_signed', 'inspection_disputed', 'inspection_cancelled',
    'history_requested', 'history_shared', 'document_shared', 'document_expiring'
  )),
  title text not null check (length(title) between 1 and 140),
  subject_id uuid not null,
  payload jsonb not null default '{}',
  read_at timestamptz,
  created_at timestamptz not null default now()
);
comment on table public.notifications is
  'What a person should know of, newest last by id. One row for each event and person; of a conversation one until it is read.';
comment on column public.notifications.id is 'Time-ordered identifier.';
comment on column public.notifications.user_id is 'Whom it is for.';
comment on column public.notifications.org_id is
  'The organization in which it happened; null for what is the person''s own, such as a saved search. Never changes.';
comment on column public.notifications.kind is 'What happened.';
comment on column public.notifications.title is 'A line for people.';
comment on column public.notifications.subject_id is 'The conversation, payment or tenancy that it is about.';
comment on column public.notifications.payload is 'Facts for the screen: amounts in kobo, numbers, ids.';
comment on column public.notifications.read_at is 'When the person saw it, UTC.';
comment on column public.notifications.created_at is 'When it happened, UTC.';
create index notifications_user_id_idx on public.notifications (user_id, id desc);

alter table public.notifications enable row level security;
grant select on public.notifications to authenticated, service_role;
create policy notifications_select on public.notifications for select to authenticated
  using (user_id = (select auth.uid()));

create function private.read_notifications(notification_ids uuid[])
returns integer
language sql
security definer
set search_path = ''
as $$
  with marked as (
    update public.notifications as notification set read_at = now()
    where notification.id = any (notification_ids) and notification.user_id = (select auth.uid())
      and notification.read_at is null
    returning 1
  )
  select count(*)::integer from marked
$$;
comment on function private.read_notifications(uuid[]) is 'Notes when the caller read notifications of theirs.';
grant execute on function private.read_notifications(uuid[]) to authenticated;

create function public.read_notifications(notification_ids uuid[])
returns integer
language sql
set search_path = ''
as $$
  select private.limit_person('read_notifications');
  select private.read_notifications(notification_ids)
$$;
comment on function public.read_notifications(uuid[]) is
  'Says that you have read these notifications of yours; returns how many of them you had not. Safe to repeat.';
grant execute on function public.read_notifications(uuid[]) to authenticated;

-- Telling -------------------------------------------------------------------------------------------

create type private.notice as (
  user_id uuid, org_id uuid, kind text, title text, subject_id uuid, payload jsonb);
comment on type private.notice is 'What one person is to be told: a row of public.notifications to be.';

create function private.notify(notices private.notice[])
returns void
language plpgsql
set search_path = ''
as $$
begin
  insert into public.notifications (user_id, org_id, kind, title, subject_id, payload)
  select notice.user_id, notice.org_id, notice.kind, left(notice.title, 140), notice.subject_id, coalesce(notice.payload, '{}')
  from unnest(notices) as notice;
end
$$;
comment on function private.notify(private.notice[]) is
  'Tells people what each of them should know, in one statement: the only way into public.notifications.';

create function private.notify(
  people uuid[], org_id uuid, kind text, title text, subject_id uuid, payload jsonb default '{}', but_not uuid default null)
returns void
language plpgsql
set search_path = ''
as $$
begin
  perform private.notify(array(
    select row(told.id, notify.org_id, notify.kind, notify.title, notify.subject_id, notify.payload)::private.notice
    from (select distinct unnest(people) as id) as told
    where told.id is not null and told.id is distinct from but_not));
end
$$;
comment on function private.notify(uuid[], uuid, text, text, uuid, jsonb, uuid) is
  'Tells several people the same, each once, whoever did it (but_not) left out. org_id: in which organization it happened, or null.';

create function private.push_notifications()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform realtime.send(
    jsonb_build_object(
      'id', told.id, 'kind', told.kind, 'title', told.title,
      'subject_id', told.subject_id, 'payload', told.payload, 'created_at', told.created_at),
    'notification_created', 'user:' || told.user_id, true)
  from told;
  return null;
end
$$;
comment on function private.push_notifications() is
  'Trigger, for the statement: broadcasts new notifications, each on its person''s private channel.';
create trigger push_notifications after insert on public.notifications
  referencing new table as told for each statement execute function private.push_notifications();

create function private.push_renewed_notifications()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform realtime.send(
    jsonb_build_object(
      'id', told.id, 'kind', told.kind, 'title', told.title,
      'subject_id', told.subject_id, 'payload', told.payload, 'created_at', told.created_at),
    'notification_renewed', 'user:' || told.user_id, true)
  from told
  join told_before on told_before.id = told.id and told_before.payload <> told.payload;
  return null;
end
$$;
comment on function private.push_renewed_notifications() is
  'Trigger, for the statement: broadcasts notifications that say something else now; that one was read is nothing new.';
create trigger push_renewed_notifications after update on public.notifications
  referencing old table as told_before new table as told for each statement execute function private.push_renewed_notifications();

-- 10_words/20_conversations.sql

-- Conversations about a listing or a tenancy, live on the private channel conversation:<id>.

create table public.conversations (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null references public.organizations (id),
  listing_id uuid,
  tenancy_id uuid,
  opened_by uuid not null references public.profiles (id),
  created_at timestamptz not null default now(),
  last_message_at timestamptz,
  unique (org_id, id),
  unique (listing_id, opened_by),
  unique (tenancy_id, opened_by),
  foreign key (org_id, listing_id) references public.listings (org_id, id),
  foreign key (org_id, tenancy_id) references public.tenancies (org_id, id),
  check (num_nonnulls(listing_id, tenancy_id) = 1)
);
comment on table public.conversations is 'A person talks with an organization about a listing or a tenancy. One for each person and subject.';
comment on column public.conversations.id is 'Time-ordered identifier.';
comment on column public.conversations.org_id is 'The organization talked to: every member who may talk for it takes part.';
comment on column public.conversations.listing_id is 'About this listing, or null.';
comment on column public.conversations.tenancy_id is 'About this tenancy, or null.';
comment on column public.conversations.opened_by is 'The visitor or tenant who opened it.';
comment on column public.conversations.created_at is 'When it was opened, UTC.';
comment on column public.conversations.last_message_at is 'Time of the newest message, UTC.';
create index conversations_org_idx on public.conversations (org_id, last_message_at desc);
create index conversations_listing_idx on public.conversations (org_id, listing_id);
create index conversations_tenancy_idx on public.conversations (org_id, tenancy_id);
create index conversations_opened_by_idx on public.conversations (opened_by);

create function private.my_conversation_ids()
returns setof uuid
language plpgsql
stable
security definer
set search_path = ''
rows 100
as $$
begin
  return query
  select conversation.id from public.conversations as conversation
  where conversation.opened_by = (select auth.uid())
  union
  select conversation.id from public.conversations as conversation
  where conversation.org_id in (select private.my_org_ids('conversations.write'));
end
$$;
comment on function private.my_conversation_ids() is 'The conversations in which the caller takes part, as the one who opened it or for the organization.';

create view private.my_opened_conversations as
select conversation.id as conversation_id from public.conversations as conversation
where conversation.opened_by = (select user_id from private.caller);
comment on view private.my_opened_conversations is
  'The conversations that the caller opened; those of their organizations are many and found by org_id.';
grant select on private.my_opened_conversations to authenticated;

grant execute on function private.my_conversation_ids() to authenticated;

alter table public.conversations enable row level security;
grant select on public.conversations to authenticated, service_role;
create policy conversations_select on public.conversations for select to authenticated using (
  case
    when opened_by = (select auth.uid()) then true
    when org_id = any (array(select private.my_org_ids('conversations.write'))) then true
  end is not null
);

-- Opening -------------------------------------------------------------------------------------

create function private.open_conversation(about_listing uuid, about_tenancy uuid)
returns public.conversations
language plpgsql
security definer
set search_path = ''
as $$
declare
  opened public.conversations;
  org uuid;
begin
  if (select auth.uid()) is null then
    perform private.raise_problem('auth.required', 'Cannot open a conversation: sign in first', 401);
  end if;
  if num_nonnulls(about_listing, about_tenancy) <> 1 then
    perform private.raise_problem('conversation.bad_subject', 'Cannot open a conversation: name a listing or a tenancy, not both', 400,
      jsonb_build_object('field', 'listing_id'));
  end if;
  if about_listing is not null then
    select listing.org_id into org from public.listings as listing
    where listing.id = about_listing and listing.status = 'published';
  else
    select tenancy.org_id into org from public.tenancies as tenancy
    where tenancy.id = about_tenancy and tenancy.id in (select private.my_tenancy_ids());
  end if;
  if org is null then
    perform private.raise_problem('conversation.subject_not_found', 'Cannot open a conversation: there is no such listing or tenancy for you', 404,
      jsonb_build_object('field', case when about_listing is null then 'tenancy_id' else 'listing_id' end));
  end if;
  insert into public.conversations (org_id, listing_id, tenancy_id, opened_by)
  values (org, about_listing, about_tenancy, (select auth.uid()))
  on conflict do nothing;
  select conversation.* into strict opened from public.conversations as conversation
  where conversation.opened_by = (select auth.uid())
    and conversation.listing_id is not distinct from about_listing
    and conversation.tenancy_id is not distinct from about_tenancy;
  return opened;
end
$$;
comment on function private.open_conversation(uuid, uuid) is 'Opens the caller''s conversation on a subject, or returns the one there is.';
grant execute on function private.open_conversation(uuid, uuid) to authenticated;

create function public.open_conversation(listing_id uuid default null, tenancy_id uuid default null)
returns public.conversations
language sql
set search_path = ''
as $$
  select private.limit_person('open_conversation');
  select private.open_conversation(listing_id, tenancy_id)
$$;
comment on function public.open_conversation(uuid, uuid) is
  'Opens your conversation on a published listing or on a tenancy of yours, or returns the one there is. Errors: auth.required 401, conversation.subject_not_found 404, conversation.bad_subject 400.';
grant execute on function public.open_conversation(uuid, uuid) to authenticated;

-- 10_words/30_messages.sql

-- Messages: what was said in a conversation, and what happens when something is said.

create table public.messages (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  conversation_id uuid not null,
  sender_id uuid not null default auth.uid() references public.profiles (id),
  client_id uuid not null,
  body text not null check (private.is_prose(body) and length(btrim(body)) between 1 and 4000),
  created_at timestamptz not null default now(),
  foreign key (org_id, conversation_id) references public.conversations (org_id, id)
);
comment on table public.messages is 'What was said. Append-only.';
comment on column public.messages.id is 'Time-ordered identifier: the order of the conversation.';
comment on column public.messages.org_id is 'The organization of the conversation.';
comment on column public.messages.conversation_id is 'The conversation.';
comment on column public.messages.sender_id is 'Who said it.';
comment on column public.messages.client_id is
  'Made by the sender''s device: a message sent again after a lost answer is not said twice, see private.message_keys.';
comment on column public.messages.body is 'Text, 1 to 4,000 characters.';
comment on column public.messages.created_at is 'When it was said, UTC.';
create index messages_conversation_idx on public.messages (org_id, conversation_id, id);
create index messages_conversation_id_idx on public.messages (conversation_id, id);
create index messages_sender_id_idx on public.messages (sender_id);

-- Keys of their own, so that messages have no unique key but their time-ordered id and can be divided by it.
create table private.message_keys (
  sender_id uuid not null references public.profiles (id) on delete cascade,
  client_id uuid not null,
  sent_at timestamptz not null default now(),
  primary key (sender_id, client_id)
);
comment on table private.message_keys is 'The messages of the last 72 hours by their sender''s own id: what is sent again is refused with 23505.';
comment on column private.message_keys.sender_id is 'Who said it.';
comment on column private.message_keys.client_id is 'Made by the sender''s device.';
comment on column private.message_keys.sent_at is 'When it was said, UTC.';
create index message_keys_sent_at_idx on private.message_keys (sent_at);
alter table private.message_keys enable row level security;

create table private.conversation_speakers (
  conversation_id uuid not null,
  user_id uuid not null references public.profiles (id) on delete cascade,
  org_id uuid not null,
  primary key (conversation_id, user_id),
  foreign key (org_id, conversation_id) references public.conversations (org_id, id) on delete cascade
);
comment on table private.conversation_speakers is
  'Who has said something in a conversation: on the organization''s side the members who take care of it.';
comment on column private.conversation_speakers.conversation_id is 'The conversation.';
comment on column private.conversation_speakers.user_id is 'Who spoke.';
comment on column private.conversation_speakers.org_id is 'The organization of the conversation.';
create index conversation_speakers_user_id_idx on private.conversation_speakers (user_id);
create index conversation_speakers_conversation_idx on private.conversation_speakers (org_id, conversation_id);
alter table private.conversation_speakers enable row level security;

alter table public.messages enable row level security;
grant select, insert (org_id, conversation_id, client_id, body) on public.messages to authenticated;
grant select on public.messages to service_role;
create policy messages_select on public.messages for select to authenticated using (
  case
    when conversation_id = any (array(select conversation_id from private.my_opened_conversations)) then true
    when org_id = any (array(select org_id from private.my_permissions where permission = 'conversations.write')) then true
  end is not null
);
create policy messages_insert on public.messages for insert to authenticated with check (
  sender_id = (select auth.uid())
  and (
    conversation_id = any (array(select conversation_id from private.my_opened_conversations))
    or org_id = any (array(select org_id from private.my_permissions where permission = 'conversations.write'))
  )
);
create trigger limit_writing before insert on public.messages
  for each row when (current_user = 'authenticated') execute function private.limit_writing('messages');
create trigger read_text before insert on public.messages
  for each row execute function private.read_text('prose:body');
create trigger refuse_change before update or delete on public.messages
  for each row execute function private.refuse_change();
create trigger refuse_truncate before truncate on public.messages
  for each statement execute function private.refuse_change();

-- What happens when something is said, in this order ---------------------------------------------------

create function private.after_message_sent()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  conversation public.conversations;
begin
  insert into private.message_keys (sender_id, client_id) values (new.sender_id, new.client_id);
  -- From here on the messages of a conversation come one after the other.
  update public.conversations as talk set last_message_at = new.created_at
  where talk.id = new.conversation_id
  returning * into conversation;
  perform private.answer_enquiry(conversation, new.sender_id);
  insert into private.conversation_speakers (conversation_id, user_id, org_id)
  values (new.conversation_id, new.sender_id, new.org_id)
  on conflict do nothing;
  perform realtime.send(
    jsonb_build_object(
      'id', new.id, 'conversation_id', new.conversation_id, 'sender_id', new.sender_id,
      'client_id', new.client_id, 'body', new.body, 'created_at', new.created_at),
    'message_created', 'conversation:' || new.conversation_id, true);
  perform private.tell_of_message(conversation, new.id, new.sender_id);
  return null;
end
$$;
comment on function private.after_message_sent() is
  'Trigger: nothing is said twice (23505); a message answers the enquiry that its conversation began with; everyone in the conversation has it live; and who is not there is told.';
create trigger after_message_sent after insert on public.messages
  for each row execute function private.after_message_sent();

create index notifications_unread_talk_idx on public.notifications (subject_id, user_id)
  where kind = 'message_received' and read_at is null;

create function private.tell_of_message(conversation public.conversations, message_id uuid, sender_id uuid)
returns void
language plpgsql
set search_path = ''
as $$
declare
  members uuid[] := array(select private.members_with(conversation.org_id, 'conversations.write'));
  -- Those who have spoken for the organization take care of it; until somebody has, it is everyone's.
  caring uuid[] := array(
    select speaker.user_id from private.conversation_speakers as speaker
    where speaker.conversation_id = conversation.id and speaker.user_id = any (members));
begin
  -- Who answers has read; who has not read yet has one notification, which counts.
  update public.notifications as known
  set read_at = case when known.user_id = sender_id then now() end,
    title = case when known.user_id = sender_id then known.title
      else format('%s new messages', coalesce((known.payload ->> 'messages')::integer, 1) + 1) end,
    payload = case when known.user_id = sender_id then known.payload
      else known.payload || jsonb_build_object('messages', coalesce((known.payload ->> 'messages')::integer, 1) + 1) end
  where known.subject_id = conversation.id and known.kind = 'message_received' and known.read_at is null
    and (known.user_id in (sender_id, conversation.opened_by) or known.user_id = any (caring));
  perform private.notify(
    array(
      select told.id
      from (
        select conversation.opened_by as id
        union
        select unnest(case caring when '{}' then members else caring end)
      ) as told
      where not exists (
        select from public.notifications as known
        where known.subject_id = conversation.id and known.user_id = told.id
          and known.kind = 'message_received' and known.read_at is null)
    ),
    conversation.org_id, 'message_received', 'New message', conversation.id,
    jsonb_build_object('message_id', message_id, 'messages', 1), but_not => sender_id);
end
$$;
comment on function private.tell_of_message(public.conversations, uuid, uuid) is
  'Tells who opened a conversation and the members who have spoken in it, or all who may while none has. One unread notification for each of them: message_id is the first message that they have not read, messages how many there are, counted for who takes part. Sending reads one''s own. The caller has locked the conversation.';

-- 10_words/40_channels.sql

-- Who may listen on which live channel: conversation:<id> for its parties, user:<id> for that person.

create function private.may_use_topic(topic text)
returns boolean
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  subject uuid;
begin
  if topic !~ '^(conversation|user):[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then
    return false;
  end if;
  subject := split_part(topic, ':', 2)::uuid;
  if topic like 'user:%' then
    return subject = (select auth.uid());
  end if;
  return exists (select from private.my_conversation_ids() as mine where mine = subject);
end
$$;
comment on function private.may_use_topic(text) is
  'Whether the caller takes part in a private channel: conversation:<id> for its parties, user:<id> for that person.';
grant execute on function private.may_use_topic(text) to authenticated;

create policy messages_select_realtime on realtime.messages for select to authenticated
  using (extension in ('broadcast', 'presence') and (select private.may_use_topic((select realtime.topic()))));
-- Who is here and who is typing goes by presence. Nobody may broadcast: a client's broadcast could pass for a
-- message of somebody else, so what is said comes from the table alone.
create policy messages_insert_realtime on realtime.messages for insert to authenticated
  with check (
    extension = 'presence'
    and (select realtime.topic()) like 'conversation:%'
    and (select private.may_use_topic((select realtime.topic())))
  );

reset check_function_bodies;
reset statement_timeout;
reset lock_timeout;
