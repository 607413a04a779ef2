-- Messages: what was said in a conversation, and what happens when something is said. Who reads them and who may say
-- something: 11_deals/85_who_takes_part.sql. Edited and deleted: 31_changing_messages.sql.

create table public.messages (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  conversation_id uuid not null,
  sender_id uuid not null default auth.uid() references public.profiles (id),
  client_id uuid not null,
  body text check (private.is_prose(body) and length(btrim(body)) between 1 and 4000),
  created_at timestamptz not null default now(),
  reply_to_id uuid,
  attachments jsonb not null default '[]' constraint messages_attachments_check
    check (jsonb_typeof(attachments) = 'array' and jsonb_array_length(attachments) <= 10),
  warnings public.chat_warning[] not null default '{}',
  number integer not null default 0,
  change_number bigint not null default 0,
  edited_at timestamptz,
  deleted_at timestamptz,
  foreign key (org_id, conversation_id) references public.conversations (org_id, id),
  constraint messages_deleted_check check ((body is null) = (deleted_at is not null))
);
comment on table public.messages is 'What was said. Edited and deleted by functions, which keep what stood there before; never gone.';
comment on column public.messages.id is 'Time-ordered identifier: the order of the conversation. Given when it is its turn, so that no lesser one appears later.';
comment on column public.messages.org_id is 'The organization of the conversation.';
comment on column public.messages.conversation_id is 'The conversation.';
comment on column public.messages.sender_id is 'Who said it.';
comment on column public.messages.client_id is
  'Made by the sender''s device: a message sent again after a lost answer is not said twice, see private.message_keys.';
comment on column public.messages.body is 'Text, 1 to 4,000 characters; null once it was deleted.';
comment on column public.messages.created_at is 'When it was said, UTC.';
comment on column public.messages.reply_to_id is 'The message of the same conversation that it answers, or null.';
comment on column public.messages.attachments is 'Files that came with it, as id, name, mime_type, size_bytes, width, height, path and thumbnail_path of message_files; empty once it was deleted.';
comment on column public.messages.warnings is 'What both sides are to be warned of in it; only of what is said while there is no tenancy.';
comment on column public.messages.number is 'Its place in the conversation, from 1 and without gaps; 0 for those from before they were counted.';
comment on column public.messages.change_number is 'The number of its latest change in the conversation, being said included: who reads from the last number that they know, in order, misses nothing. 0 for those from before they were counted.';
comment on column public.messages.edited_at is 'When its sender last edited it, UTC.';
comment on column public.messages.deleted_at is 'When it was deleted, UTC: that something stood here stays.';
create index messages_conversation_idx on public.messages (org_id, conversation_id, id);
create index messages_conversation_id_idx on public.messages (conversation_id, id);
create index messages_changes_idx on public.messages (conversation_id, change_number);
create index messages_sender_id_idx on public.messages (sender_id);

-- Keys of their own, so that messages have no unique key but their time-ordered id and can be divided by it.
create table private.message_keys (
  sender_id uuid not null references public.profiles (id) on delete cascade,
  client_id uuid not null,
  sent_at timestamptz not null default now(),
  message_id uuid,
  primary key (sender_id, client_id)
);
comment on table private.message_keys is 'The messages of the last 72 hours by their sender''s own id: what is sent again is refused with 23505.';
comment on column private.message_keys.sender_id is 'Who said it.';
comment on column private.message_keys.client_id is 'Made by the sender''s device.';
comment on column private.message_keys.sent_at is 'When it was said, UTC.';
comment on column private.message_keys.message_id is 'What was said, to be answered when it is sent again; null for those from before it was kept.';
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
create trigger limit_writing before insert on public.messages
  for each row when (current_user = 'authenticated') execute function private.limit_writing('messages');
create trigger read_text before insert on public.messages
  for each row execute function private.read_text('prose:body');
create trigger refuse_change before delete on public.messages
  for each row execute function private.refuse_change();
create trigger refuse_truncate before truncate on public.messages
  for each statement execute function private.refuse_change();

-- Its turn ---------------------------------------------------------------------------------------------

create function private.id_after(last uuid)
returns uuid
language plpgsql
volatile
set search_path = ''
as $$
declare
  fresh constant uuid := private.uuid_v7();
begin
  return case when last is null or fresh > last then fresh
    -- The clock went back: the next one after the last, whose 48 last bits are random and hardly ever all set.
    else (left(last::text, 24) || lpad(to_hex(('x' || right(last::text, 12))::bit(48)::bigint + 1), 12, '0'))::uuid end;
end
$$;
comment on function private.id_after(uuid) is 'A new time-ordered identifier that is greater than another one, whatever the clock says.';

create function private.before_message_sent()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  talk public.conversations;
begin
  -- From here on the messages of a conversation come one after the other. Whoever takes no part is refused by the policy
  -- right after this, in the same words whether the conversation exists or not.
  update public.conversations as conversation set
    -- That which the row came with; where somebody else spoke meanwhile, a new one.
    last_message_id = case
      when conversation.last_message_id is null or new.id > conversation.last_message_id then new.id
      else private.id_after(conversation.last_message_id) end,
    last_message_at = clock_timestamp(),
    message_count = conversation.message_count + 1,
    change_count = conversation.change_count + 1,
    answered_count = case when private.takes_part_alone(conversation, new.sender_id) then conversation.answered_count
      else conversation.message_count + 1 end
  where conversation.id = new.conversation_id and conversation.org_id = new.org_id
  returning * into talk;
  if not found then
    return new;
  end if;
  new.id := talk.last_message_id;
  new.created_at := talk.last_message_at;
  new.number := talk.message_count;
  new.change_number := talk.change_count;
  if not private.is_settled(talk) then
    new.warnings := private.warnings_in(new.body);
  end if;
  return new;
end
$$;
comment on function private.before_message_sent() is
  'Trigger: a message gets its place in its conversation when it is its turn, so that whoever reads by id or by change number meets no lesser one later; and what it is to be warned of.';
create trigger before_message_sent before insert on public.messages
  for each row execute function private.before_message_sent();

-- What happens when something is said, in this order ---------------------------------------------------

create function private.message_told(said jsonb)
returns jsonb
language plpgsql
immutable
set search_path = ''
as $$
begin
  return said - 'org_id';
end
$$;
comment on function private.message_told(jsonb) is
  'A message as it is told live and answered: the columns that the API shows, of the whole row as JSON.';

create function private.after_message_sent()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  here record;
begin
  insert into private.message_keys (sender_id, client_id, message_id) values (new.sender_id, new.client_id, new.id);
  -- What hardly ever is, is looked for in one statement: each has its beginning and its end.
  select conversation as talk,
    exists (select from public.blocks as block where block.blocked_id = new.sender_id) as is_blocked,
    exists (
      select from public.enquiries as enquiry
      where enquiry.org_id = new.org_id and enquiry.conversation_id = new.conversation_id and enquiry.status = 'new') as is_asked
  into strict here from public.conversations as conversation where conversation.id = new.conversation_id;
  if here.is_blocked then
    perform private.refuse_blocked(here.talk, new.sender_id);
  end if;
  -- Whoever asked opened the conversation.
  if here.is_asked and (here.talk).listing_id is not null and new.sender_id <> (here.talk).opened_by then
    perform private.answer_enquiry(here.talk, new.sender_id);
  end if;
  update public.conversation_reads as known set message_id = new.id, number = new.number, read_at = now()
  where known.conversation_id = new.conversation_id and known.user_id = new.sender_id;
  if not found then
    perform private.note_reading(new.org_id, new.conversation_id, new.sender_id, new.id, new.number);
  end if;
  perform private.broadcast('conversation:' || new.conversation_id, 'message_created', private.message_told(to_jsonb(new)));
  perform private.tell_of_message(here.talk, new.id, new.number, new.sender_id);
  return null;
end
$$;
comment on function private.after_message_sent() is
  'Trigger: nothing is said twice (23505) or to who blocked it; a message answers the enquiry that its conversation began with; who says something has read what came before; everyone in the conversation has it live; and who is not there is told.';
create trigger after_message_sent after insert on public.messages
  for each row execute function private.after_message_sent();

create index notifications_unread_talk_idx on public.notifications (subject_id, user_id)
  where kind = 'message_received' and read_at is null;

create function private.tell_of_message(talk public.conversations, message_id uuid, number integer, sender_id uuid)
returns void
language plpgsql
set search_path = ''
-- Planned for any conversation, once. Few small queries: to begin a great one costs more than all of them.
set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_variable
declare
  people constant uuid[] := private.people_in(talk);
  is_known boolean;
  -- Those who have spoken for an organization take care of it.
  caring uuid[];
  others uuid[];
  untold uuid[];
  told_once uuid[];
  own uuid[];
begin
  select bool_or(speaker.user_id = sender_id),
    array_agg(speaker.user_id) filter (where held.user_id is not null),
    array_agg(speaker.user_id) filter (where held.user_id is null and speaker.user_id <> all (people))
  into is_known, caring, others
  from private.conversation_speakers as speaker
  left join private.member_permissions as held
    on held.user_id = speaker.user_id and held.permission = 'conversations.write' and held.org_id = talk.org_id
  where speaker.conversation_id = talk.id;
  if is_known is not true then
    insert into private.conversation_speakers (conversation_id, user_id, org_id) values (talk.id, sender_id, talk.org_id)
    on conflict do nothing;
    others := others || sender_id;
  end if;
  if others is not null then
    caring := caring || array(
      select distinct held.user_id from private.member_permissions as held
      where held.user_id = any (others) and held.permission = 'conversations.write' and held.org_id = any (private.organizations_in(talk)));
  end if;
  -- Until somebody has, it is everyone's who may.
  if coalesce(caring, '{}') = '{}' then
    untold := array(
      select held.user_id from private.member_permissions as held
      where held.org_id = any (private.organizations_in(talk)) and held.permission = 'conversations.write'
        and not exists (
          select from public.blocks as block
          where block.blocked_id = sender_id and block.blocker_id = held.user_id and block.org_id is null)
        and not exists (
          select from public.notifications as waiting
          where waiting.subject_id = talk.id and waiting.user_id = held.user_id and waiting.kind = 'message_received'
            and waiting.read_at is null));
  end if;
  select untold || array_agg(one.id) filter (where one.id <> sender_id and waiting.id is null),
    array_agg(waiting.id) filter (where one.id <> sender_id and waiting.title = 'New message'),
    array_agg(waiting.id) filter (where one.id = sender_id and waiting.id is not null)
  into untold, told_once, own
  from unnest(people || caring || sender_id) as one (id)
  left join public.notifications as waiting on waiting.subject_id = talk.id and waiting.user_id = one.id
    and waiting.kind = 'message_received' and waiting.read_at is null
  -- Whoever blocked the sender reads it, where it is said at all, when they look.
  where not exists (
    select from public.blocks as block
    where block.blocked_id = sender_id and block.blocker_id = one.id and block.org_id is null);
  -- Who answers has read; who has not read yet has one notification, which says so.
  if own is not null then
    update public.notifications as mine set read_at = now() where mine.id = any (own);
  end if;
  if told_once is not null then
    perform private.renew_notifications(told_once, 'New messages');
  end if;
  if untold <> '{}' then
    perform private.notify(array(
      select row(
        told.id, talk.org_id, 'message_received', 'New message', talk.id,
        jsonb_build_object('message_id', message_id, 'number', number))::private.notice
      from (select distinct unnest(untold) as id) as told
      where told.id is not null and told.id <> sender_id));
  end if;
end
$$;
comment on function private.tell_of_message(public.conversations, uuid, integer, uuid) is
  'Tells the people of a conversation and those who have spoken in it for an organization, or all who may while none has; not who blocked the sender. One unread notification for each of them: message_id is the first message that they have not read, number its place, and from the second on it says "New messages"; how many wait counts my_unread(). Sending reads one''s own. The caller has locked the conversation, and so does whoever reads a notification of one: none is read while another message passes it by.';

-- Saying something with a reply or files ---------------------------------------------------------------

create function private.send_message(conversation_id uuid, body text, client_id uuid, reply_to_id uuid, file_ids uuid[])
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  caller uuid := (select auth.uid());
  talk public.conversations;
  known uuid;
  attached jsonb := '[]'::jsonb;
  wanted uuid[] := coalesce(file_ids, '{}');
begin
  if client_id is null then
    perform private.raise_problem('message.bad_fact', 'Cannot send: give the message an id of your own', 400,
      jsonb_build_object('field', 'client_id'));
  end if;
  talk := private.lock_my_conversation(conversation_id);
  select key.message_id into known from private.message_keys as key
  where key.sender_id = caller and key.client_id = client_id;
  if found then
    -- Sent before, and the answer was lost.
    return private.answer_of_repeat(known, talk.id, body, reply_to_id, wanted);
  end if;
  if body is null or length(btrim(body)) not between 1 and 4000 then
    perform private.raise_problem('message.bad_fact', 'Cannot send: a message has 1 to 4,000 characters', 400,
      jsonb_build_object('field', 'body'));
  end if;
  if reply_to_id is not null and not exists (
    select from public.messages as answered where answered.id = reply_to_id and answered.conversation_id = talk.id) then
    perform private.raise_problem('message.not_found', 'Cannot reply: there is no such message in this conversation', 404,
      jsonb_build_object('field', 'reply_to_id'));
  end if;
  if cardinality(wanted) > 0 then
    attached := private.take_files(talk.id, caller, wanted);
  end if;
  insert into public.messages (org_id, conversation_id, sender_id, client_id, body, reply_to_id, attachments)
  values (talk.org_id, talk.id, caller, client_id, body, reply_to_id, attached);
  select key.message_id into strict known from private.message_keys as key
  where key.sender_id = caller and key.client_id = client_id;
  if cardinality(wanted) > 0 then
    update public.message_files as file set message_id = known where file.id = any (wanted);
  end if;
  return private.answer_of_message(known, talk.id);
end
$$;
comment on function private.send_message(uuid, text, uuid, uuid, uuid[]) is
  'Checks that the caller takes part, then says something once, with what it answers and its files.';

create function private.answer_of_message(message_id uuid, conversation_id uuid)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
#variable_conflict use_variable
declare
  answer jsonb;
begin
  select private.message_told(to_jsonb(said)) into answer
  from public.messages as said where said.id = message_id and said.conversation_id = conversation_id;
  if answer is null then
    perform private.raise_problem('message.client_id_used', 'Cannot send: this id was used for a message of another conversation', 409,
      jsonb_build_object('field', 'client_id'));
  end if;
  return answer;
end
$$;
comment on function private.answer_of_message(uuid, uuid) is 'A message of a conversation as the API answers it. Error: message.client_id_used 409.';

create function private.answer_of_repeat(message_id uuid, conversation_id uuid, body text, reply_to_id uuid, file_ids uuid[])
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
#variable_conflict use_variable
declare
  answer constant jsonb := private.answer_of_message(message_id, conversation_id);
  first record;
begin
  -- As it was said: what was edited or deleted since answers its own retry all the same.
  select version.body, version.attachments into first from private.message_versions as version
  where version.message_id = message_id order by version.id limit 1;
  if not found then
    select answer ->> 'body' as body, answer -> 'attachments' as attachments into first;
  end if;
  if first.body is distinct from body or (answer ->> 'reply_to_id')::uuid is distinct from reply_to_id
    or array(select (file.value ->> 'id')::uuid from jsonb_array_elements(first.attachments) as file order by 1)
      <> array(select distinct id from unnest(file_ids) as id order by 1) then
    perform private.raise_problem('message.client_id_used', 'Cannot send: this id was used for another message', 409,
      jsonb_build_object('field', 'client_id'));
  end if;
  return answer;
end
$$;
comment on function private.answer_of_repeat(uuid, uuid, text, uuid, uuid[]) is
  'The message that was said before under the same id of its sender''s, if that said the same. Error: message.client_id_used 409.';

create function public.send_message(
  conversation_id uuid, body text, client_id uuid, reply_to_id uuid default null, file_ids uuid[] default null)
returns jsonb
language sql
set search_path = ''
as $$
  select private.limit_person('send_message');
  select private.send_message(conversation_id, private.read_prose('body', body), client_id, reply_to_id, file_ids)
$$;
comment on function public.send_message(uuid, text, uuid, uuid, uuid[]) is
  'Says something in a conversation in which you take part: 1 to 4,000 characters, a message of it that you answer, up to ten files that you added for it (message_files). The same client_id again, within three days, says nothing twice and returns what was said. Returns the message. Errors: conversation.not_found, message.not_found, message.file_not_found 404, message.bad_fact 400, conversation.blocked 403, message.client_id_used 409.';
grant execute on function private.send_message(uuid, text, uuid, uuid, uuid[]), public.send_message(uuid, text, uuid, uuid, uuid[]) to authenticated;
