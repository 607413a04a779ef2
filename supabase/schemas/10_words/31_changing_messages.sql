-- Editing and deleting what one said: for a while, and what stood there before is kept.

create table private.message_versions (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  conversation_id uuid not null,
  message_id uuid not null,
  body text not null,
  attachments jsonb not null default '[]',
  replaced_at timestamptz not null default now(),
  replaced_by uuid references public.profiles (id),
  foreign key (org_id, conversation_id) references public.conversations (org_id, id)
);
comment on table private.message_versions is
  'What stood in messages before they were edited or deleted. Append-only; participants read the edits of what is not deleted, moderators all.';
comment on column private.message_versions.id is 'Time-ordered identifier: the order of the versions.';
comment on column private.message_versions.org_id is 'The organization of the conversation.';
comment on column private.message_versions.conversation_id is 'The conversation.';
comment on column private.message_versions.message_id is 'The message; without a foreign key, as messages are divided one day.';
comment on column private.message_versions.body is 'What stood there.';
comment on column private.message_versions.attachments is 'The files that stood there.';
comment on column private.message_versions.replaced_at is 'Until when, UTC.';
comment on column private.message_versions.replaced_by is 'Who edited or deleted it: its sender, or a moderator; null for SQL in Studio.';
create index message_versions_message_idx on private.message_versions (message_id, id);
create index message_versions_conversation_idx on private.message_versions (org_id, conversation_id);
create index message_versions_replaced_by_idx on private.message_versions (replaced_by);
alter table private.message_versions enable row level security;
create trigger refuse_change before update or delete on private.message_versions
  for each row execute function private.refuse_change();
create trigger refuse_truncate before truncate on private.message_versions
  for each statement execute function private.refuse_change();

create function private.before_message_changed()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  -- The name of the message, set by private.change_message() right before.
  if current_setting('estate.changing_message', true) is distinct from old.id::text
    or to_jsonb(new) - '{body,attachments,warnings,change_number,edited_at,deleted_at}'::text[]
      is distinct from to_jsonb(old) - '{body,attachments,warnings,change_number,edited_at,deleted_at}'::text[]
  then
    perform private.raise_problem('record.append_only',
      'Cannot change a message directly: what was said is kept as evidence, use edit_message or delete_message', 409);
  end if;
  return new;
end
$$;
comment on function private.before_message_changed() is
  'Trigger, for every role: a message changes by private.change_message() alone, which keeps what stood there. Error: record.append_only 409.';
create trigger before_message_changed before update on public.messages
  for each row execute function private.before_message_changed();

create function private.change_message(message_id uuid, new_body text, changed_by uuid)
returns jsonb
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  said record;
  talk public.conversations;
  answer jsonb;
begin
  select one.conversation_id into said from public.messages as one where one.id = message_id;
  update public.conversations as conversation set change_count = conversation.change_count + 1
  where conversation.id = said.conversation_id returning * into strict talk;
  -- Under the lock of the conversation: as it stands now.
  select one.body, one.attachments, one.warnings into strict said from public.messages as one where one.id = message_id;
  insert into private.message_versions (org_id, conversation_id, message_id, body, attachments, replaced_by)
  values (talk.org_id, talk.id, message_id, said.body, said.attachments, changed_by);
  perform set_config('estate.changing_message', message_id::text, true);
  update public.messages as one set
    body = new_body,
    edited_at = case when new_body is null then one.edited_at else clock_timestamp() end,
    deleted_at = case when new_body is null then clock_timestamp() end,
    attachments = case when new_body is null then '[]' else one.attachments end,
    warnings = case when new_body is null or private.is_settled(talk) then '{}' else private.warnings_in(new_body) end,
    change_number = talk.change_count
  where one.id = message_id;
  perform set_config('estate.changing_message', '', true);
  if new_body is null then
    update public.message_files as file set removed_at = now() where file.message_id = message_id;
  end if;
  answer := private.answer_of_message(message_id, talk.id);
  perform private.broadcast('conversation:' || talk.id, 'message_changed', private.message_told(answer));
  return answer;
end
$$;
comment on function private.change_message(uuid, text, uuid) is
  'Edits a message, or deletes it (new_body null): what stood there is kept, its place stays, and everyone in the conversation has it live. The caller checked who may.';

create function private.lock_my_message(message_id uuid, within interval)
returns text
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  said record;
begin
  select one.conversation_id, one.sender_id, one.created_at into said from public.messages as one where one.id = message_id;
  if said.conversation_id is null or not private.takes_part(said.conversation_id, (select auth.uid())) then
    perform private.raise_problem('message.not_found', 'Cannot find the message in a conversation of yours', 404,
      jsonb_build_object('field', 'message_id'));
  end if;
  perform private.lock_my_conversation(said.conversation_id);
  if said.sender_id <> (select auth.uid()) then
    perform private.raise_problem('message.not_yours', 'You may change only what you said yourself', 403);
  end if;
  if said.created_at < clock_timestamp() - within then
    perform private.raise_problem('message.too_late', format('Cannot change a message that was said more than %s minutes ago',
      (extract(epoch from within) / 60)::integer), 409, jsonb_build_object('field', 'message_id'));
  end if;
  -- Read again under the lock.
  return (select one.body from public.messages as one where one.id = message_id);
end
$$;
comment on function private.lock_my_message(uuid, interval) is
  'Locks the conversation of a message of the caller''s that is not older than that; returns its text, null once it is deleted. Errors: message.not_found 404, message.not_yours 403, message.too_late 409.';

create function private.edit_message(message_id uuid, body text)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  before text := private.lock_my_message(message_id, interval '15 minutes');
begin
  if before is null then
    perform private.raise_problem('message.deleted', 'Cannot edit the message: it was deleted', 409, jsonb_build_object('field', 'message_id'));
  end if;
  if body is null or length(btrim(body)) not between 1 and 4000 then
    perform private.raise_problem('message.bad_fact', 'Cannot edit: a message has 1 to 4,000 characters', 400, jsonb_build_object('field', 'body'));
  end if;
  if before = body then
    return private.answer_of_message(message_id, (select one.conversation_id from public.messages as one where one.id = message_id));
  end if;
  return private.change_message(message_id, body, (select auth.uid()));
end
$$;
comment on function private.edit_message(uuid, text) is 'Checks that the caller said it, a quarter of an hour ago at most, then edits it.';

create function public.edit_message(message_id uuid, body text)
returns jsonb
language sql
set search_path = ''
as $$
  select private.limit_person('edit_message');
  select private.edit_message(message_id, private.read_prose('body', body))
$$;
comment on function public.edit_message(uuid, text) is
  'Edits what you said, within fifteen minutes; everyone sees that it was edited, and message_history what stood there. Safe to repeat. Errors: message.not_found 404, message.not_yours 403, message.too_late, message.deleted 409, message.bad_fact 400.';

create function private.delete_message(message_id uuid)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  before text := private.lock_my_message(message_id, interval '24 hours');
begin
  if before is null then
    return private.answer_of_message(message_id, (select one.conversation_id from public.messages as one where one.id = message_id));
  end if;
  return private.change_message(message_id, null, (select auth.uid()));
end
$$;
comment on function private.delete_message(uuid) is 'Checks that the caller said it, a day ago at most, then deletes it.';

create function public.delete_message(message_id uuid)
returns jsonb
language sql
set search_path = ''
as $$
  select private.limit_person('delete_message');
  select private.delete_message(message_id)
$$;
comment on function public.delete_message(uuid) is
  'Deletes what you said, within a day, with its files: nobody in the conversation reads it any more, that it was there stays, and moderators can look it up when it is reported. Safe to repeat. Errors: message.not_found 404, message.not_yours 403, message.too_late 409.';

create function private.message_history(message_id uuid)
returns table (body text, replaced_at timestamptz)
language plpgsql
stable
security definer
set search_path = ''
rows 3
as $$
declare
  said record;
begin
  select one.conversation_id, one.deleted_at into said from public.messages as one where one.id = message_history.message_id;
  if said.conversation_id is null or not private.takes_part(said.conversation_id, (select auth.uid())) then
    perform private.raise_problem('message.not_found', 'Cannot find the message in a conversation of yours', 404,
      jsonb_build_object('field', 'message_id'));
  end if;
  return query
  select version.body, version.replaced_at from private.message_versions as version
  where version.message_id = message_history.message_id and said.deleted_at is null
  order by version.id;
end
$$;
comment on function private.message_history(uuid) is 'Checks that the caller takes part, then tells what stood in a message before it was edited; nothing of one that was deleted.';

create function public.message_history(message_id uuid)
returns table (body text, replaced_at timestamptz)
language sql
stable
set search_path = ''
as $$
  select * from private.message_history(message_id)
$$;
comment on function public.message_history(uuid) is
  'What stood in a message before it was edited, oldest first, each until when; nothing of one that was deleted. Error: message.not_found 404.';
grant execute on function
  private.edit_message(uuid, text), public.edit_message(uuid, text), private.delete_message(uuid), public.delete_message(uuid),
  private.message_history(uuid), public.message_history(uuid)
  to authenticated;
