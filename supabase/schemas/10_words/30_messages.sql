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
