-- Files that come with messages: photos and PDFs in a private bucket that only the media function writes, which looks at
-- them first. Who takes part in the conversation reads them, once they are sent and until the message is deleted.

create table public.message_files (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  conversation_id uuid not null,
  message_id uuid,
  uploaded_by uuid not null references public.profiles (id),
  name text not null constraint message_files_name_check check (private.is_line(name) and length(btrim(name)) between 1 and 160),
  mime_type text not null constraint message_files_mime_type_check check (mime_type in ('image/webp', 'application/pdf')),
  size_bytes integer not null constraint message_files_size_check check (size_bytes between 1 and 15728640),
  width integer constraint message_files_width_check check (width between 1 and 100000),
  height integer constraint message_files_height_check check (height between 1 and 100000),
  path text not null constraint message_files_path_check check (length(path) <= 400),
  thumbnail_path text constraint message_files_thumbnail_path_check check (length(thumbnail_path) <= 400),
  sha256 text not null constraint message_files_sha256_check check (sha256 ~ '^[0-9a-f]{64}$'),
  upload_path text not null constraint message_files_upload_path_check check (length(upload_path) <= 300),
  created_at timestamptz not null default now(),
  removed_at timestamptz,
  unique (org_id, id),
  foreign key (org_id, conversation_id) references public.conversations (org_id, id),
  constraint message_files_picture_check check (
    (mime_type = 'image/webp') = (num_nonnulls(width, height, thumbnail_path) = 3)
    and (mime_type = 'image/webp' or num_nonnulls(width, height, thumbnail_path) = 0))
);
comment on table public.message_files is 'A photo or PDF that was added to a conversation, and the message that it came with.';
comment on column public.message_files.id is 'Time-ordered identifier.';
comment on column public.message_files.org_id is 'The organization of the conversation.';
comment on column public.message_files.conversation_id is 'The conversation.';
comment on column public.message_files.message_id is 'The message; without a foreign key, as messages are divided one day. Null until it is sent: after a day without, it is forgotten.';
comment on column public.message_files.uploaded_by is 'Who added it.';
comment on column public.message_files.name is 'What people call it.';
comment on column public.message_files.mime_type is 'What it is: photos become WebP, without what the camera wrote into them.';
comment on column public.message_files.size_bytes is 'Bytes of the file.';
comment on column public.message_files.width is 'Of a photo, in pixels.';
comment on column public.message_files.height is 'Of a photo, in pixels.';
comment on column public.message_files.path is 'In bucket message-files: <org_id>/<conversation_id>/<try>/….';
comment on column public.message_files.thumbnail_path is 'Of a photo: the small file beside it.';
comment on column public.message_files.sha256 is 'SHA-256 in hex of the file.';
comment on column public.message_files.upload_path is 'Where it was in bucket uploads, so that a repeated request finds what it made.';
comment on column public.message_files.created_at is 'When it was added, UTC.';
comment on column public.message_files.removed_at is 'When its message was deleted, UTC: kept for moderators.';
create index message_files_conversation_idx on public.message_files (org_id, conversation_id);
create index message_files_newest_idx on public.message_files (conversation_id, id);
create index message_files_message_idx on public.message_files (message_id) where message_id is not null;
create index message_files_unsent_idx on public.message_files (created_at) where message_id is null;
create index message_files_uploaded_by_idx on public.message_files (uploaded_by, upload_path);
create index message_files_path_idx on public.message_files (path);
create index message_files_thumbnail_path_idx on public.message_files (thumbnail_path);

alter table public.message_files enable row level security;
grant select on public.message_files to authenticated;
grant select, insert, update, delete on public.message_files to service_role;

insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
values ('message-files', 'message-files', false, 15728640, '{application/pdf,image/webp}')
on conflict (id) do update
set public = excluded.public, file_size_limit = excluded.file_size_limit, allowed_mime_types = excluded.allowed_mime_types;

-- Who sees the row sees the file, by the row's own policy.
create policy message_files_select on storage.objects for select to authenticated
  using (
    bucket_id = 'message-files'
    and exists (select from public.message_files as file where file.path = objects.name or file.thumbnail_path = objects.name)
  );

-- The media function ---------------------------------------------------------------------------------

create function service.prepare_message_file(acting_user uuid, conversation_id uuid, upload_path text)
returns table (org_id uuid, known jsonb)
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
begin
  select talk.org_id into org_id from public.conversations as talk
  where talk.id = conversation_id and private.takes_part(talk.id, acting_user);
  if org_id is null then
    perform private.raise_problem('conversation.not_found', 'Cannot find the conversation among those in which you take part', 404,
      jsonb_build_object('field', 'conversation_id'));
  end if;
  if upload_path is null or upload_path !~ ('^' || acting_user || '/[A-Za-z0-9][A-Za-z0-9._-]{0,200}$') then
    perform private.raise_problem('media.bad_path', 'Cannot use the upload: it must lie in your own folder', 422,
      jsonb_build_object('field', 'upload_path'));
  end if;
  select to_jsonb(file) into known from public.message_files as file
  where file.uploaded_by = acting_user and file.upload_path = upload_path and file.conversation_id = conversation_id;
  if known is null and (
    select count(*) from public.message_files as file
    where file.uploaded_by = acting_user and file.message_id is null) >= 50 then
    perform private.raise_problem('message.too_many_files', 'Cannot add the file: fifty wait to be sent already', 409,
      jsonb_build_object('field', 'conversation_id'));
  end if;
  return next;
end
$$;
comment on function service.prepare_message_file(uuid, uuid, text) is
  'Before any work on an upload: checks that the user takes part in the conversation; returns its organization and what an earlier try made of the upload. Errors: conversation.not_found 404, media.bad_path 422, message.too_many_files 409.';

create function service.add_message_file(
  acting_user uuid, conversation_id uuid, upload_path text, name text, mime_type text, size_bytes integer, sha256 text,
  storage_path text, width integer default null, height integer default null, thumbnail_path text default null)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  called text := btrim(private.read_line('name', name));
  prepared record;
  added jsonb;
begin
  if called is null or length(called) not between 1 and 160 then
    perform private.raise_problem('message.bad_fact', 'Cannot add the file: its name needs 1 to 160 characters', 400,
      jsonb_build_object('field', 'name'));
  end if;
  -- One after the other for each person, so that a request that is repeated meanwhile finds what was made.
  perform from public.profiles as profile where profile.id = acting_user for no key update;
  select * into prepared from service.prepare_message_file(acting_user, conversation_id, upload_path);
  added := prepared.known;
  if added is null then
    insert into public.message_files as file (
      org_id, conversation_id, uploaded_by, name, mime_type, size_bytes, sha256, path, width, height, thumbnail_path, upload_path)
    values (
      prepared.org_id, conversation_id, acting_user, called, mime_type, size_bytes, sha256, storage_path, width, height,
      thumbnail_path, upload_path)
    returning to_jsonb(file) into added;
  end if;
  return added;
end
$$;
comment on function service.add_message_file(uuid, uuid, text, text, text, integer, text, text, integer, integer, text) is
  'Registers a file that is in Storage, to be sent with a message; the same upload again gives the one that is there. Errors: those of prepare_message_file, and message.bad_fact 400.';
grant execute on function service.prepare_message_file(uuid, uuid, text),
  service.add_message_file(uuid, uuid, text, text, text, integer, text, text, integer, integer, text)
  to service_role;

create function private.take_files(conversation_id uuid, sender uuid, file_ids uuid[])
returns jsonb
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  taken jsonb;
begin
  if cardinality(file_ids) > 10 then
    perform private.raise_problem('message.bad_fact', 'Cannot send: a message takes at most ten files', 400,
      jsonb_build_object('field', 'file_ids'));
  end if;
  perform from public.message_files as file where file.id = any (file_ids) order by file.id for update;
  select coalesce(jsonb_agg(jsonb_build_object(
    'id', file.id, 'name', file.name, 'mime_type', file.mime_type, 'size_bytes', file.size_bytes, 'width', file.width,
    'height', file.height, 'path', file.path, 'thumbnail_path', file.thumbnail_path) order by array_position(file_ids, file.id)), '[]')
  into taken
  from public.message_files as file
  where file.id = any (file_ids) and file.conversation_id = conversation_id and file.uploaded_by = sender and file.message_id is null;
  if jsonb_array_length(taken) <> cardinality(file_ids) then
    perform private.raise_problem('message.file_not_found',
      'Cannot send: a file is not one that you added to this conversation and have not sent', 404, jsonb_build_object('field', 'file_ids'));
  end if;
  return taken;
end
$$;
comment on function private.take_files(uuid, uuid, uuid[]) is
  'Locks files that wait to be sent and tells them as a message keeps them. Errors: message.file_not_found 404, message.bad_fact 400.';

create function private.forget_unsent_files(batch integer default 200)
returns integer
language plpgsql
set search_path = ''
as $$
declare
  gone integer;
begin
  with forgotten as (
    delete from public.message_files as file
    where file.id = any (array(
      select old.id from public.message_files as old
      where old.message_id is null and old.created_at < now() - interval '1 day'
      order by old.created_at limit batch for update skip locked))
    returning file.path, file.thumbnail_path
  ), left_over as (
    insert into private.abandoned_files (bucket, path)
    select 'message-files', lost.path from forgotten cross join lateral (values (forgotten.path), (forgotten.thumbnail_path)) as lost (path)
    where lost.path is not null
    on conflict do nothing
  )
  select count(*)::integer into gone from forgotten;
  return gone;
end
$$;
comment on function private.forget_unsent_files(integer) is
  'Forgets a batch of files that were added to a conversation a day ago and never sent; the jobs function deletes them in Storage. Returns how many. Run by pg_cron.';
select cron.schedule('forget-unsent-files', '17 * * * *', private.in_batches('private.forget_unsent_files'));
