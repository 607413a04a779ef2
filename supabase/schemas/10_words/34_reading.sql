-- Who has read how far, and what waits to be read: how many messages there are and up to which one somebody has read is
-- counted when it happens, so that unread counts look at no message.

create table public.conversation_reads (
  org_id uuid not null,
  conversation_id uuid not null,
  user_id uuid not null references public.profiles (id) on delete cascade,
  message_id uuid not null,
  number integer not null default 0,
  read_at timestamptz not null default now(),
  primary key (conversation_id, user_id),
  foreign key (org_id, conversation_id) references public.conversations (org_id, id)
);
comment on table public.conversation_reads is 'How far each person has read a conversation.';
comment on column public.conversation_reads.org_id is 'The organization of the conversation.';
comment on column public.conversation_reads.conversation_id is 'The conversation.';
comment on column public.conversation_reads.user_id is 'Who read.';
comment on column public.conversation_reads.message_id is 'The newest message that they have read.';
comment on column public.conversation_reads.number is 'Its place in the conversation.';
comment on column public.conversation_reads.read_at is 'When they read it, UTC.';
create index conversation_reads_conversation_idx on public.conversation_reads (org_id, conversation_id);
create index conversation_reads_user_idx on public.conversation_reads (user_id, conversation_id);
alter table public.conversation_reads enable row level security;
grant select on public.conversation_reads to authenticated, service_role;

create function private.note_reading(org_id uuid, conversation_id uuid, reader uuid, message_id uuid, number integer)
returns boolean
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
begin
  insert into public.conversation_reads as known (org_id, conversation_id, user_id, message_id, number)
  values (org_id, conversation_id, reader, message_id, number)
  on conflict on constraint conversation_reads_pkey do update
    set message_id = excluded.message_id, number = excluded.number, read_at = now()
    where known.message_id < excluded.message_id;
  return found;
end
$$;
comment on function private.note_reading(uuid, uuid, uuid, uuid, integer) is
  'Notes how far somebody has read; never back. True when they had not read that far.';

create function private.read_conversation(conversation_id uuid, message_id uuid)
returns void
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  caller uuid := (select auth.uid());
  said record;
begin
  if private.takes_part(conversation_id, caller) then
    -- From here on nothing is said in it until this is over: whoever speaks next finds the notification read.
    select one.org_id, one.number, talk.last_message_id = one.id as is_newest into said
    from public.conversations as talk
    join public.messages as one on one.conversation_id = talk.id and one.id = message_id
    where talk.id = conversation_id for share of talk;
  end if;
  if said is null then
    perform private.raise_problem('message.not_found', 'Cannot find the message in a conversation of yours', 404,
      jsonb_build_object('field', 'message_id'));
  end if;
  if private.note_reading(said.org_id, conversation_id, caller, message_id, said.number) then
    -- While something newer waits, so does its notification.
    if said.is_newest is not false then
      update public.notifications as told set read_at = now()
      where told.subject_id = conversation_id and told.user_id = caller and told.kind = 'message_received' and told.read_at is null;
    end if;
    perform private.broadcast('conversation:' || conversation_id, 'conversation_read',
      jsonb_build_object('conversation_id', conversation_id, 'user_id', caller, 'message_id', message_id, 'number', said.number, 'read_at', now()));
  end if;
end
$$;
comment on function private.read_conversation(uuid, uuid) is
  'Checks that the caller takes part, notes how far they have read, tells the others live, and reads the notification of it once nothing newer waits.';

create function public.read_conversation(conversation_id uuid, message_id uuid)
returns void
language sql
set search_path = ''
as $$
  select private.limit_person('read_conversation');
  select private.read_conversation(conversation_id, message_id)
$$;
comment on function public.read_conversation(uuid, uuid) is
  'Says that you have read a conversation up to a message; the others see it (conversation_reads), and its notification is read once nothing newer waits. Safe to repeat; never goes back. Error: message.not_found 404.';

create function private.my_conversations(unread_only boolean, before_at public.instant, before_id uuid, most integer)
returns table (
  id uuid, org_id uuid, listing_id uuid, tenancy_id uuid, viewing_id uuid, application_id uuid, sale_id uuid, opened_by uuid, is_joint boolean,
  last_message_at timestamptz, last_message_id uuid, unread integer, last_sender_id uuid, last_body text)
language plpgsql
stable
security definer
set search_path = ''
rows 50
as $$
#variable_conflict use_column
declare
  caller uuid := (select auth.uid());
  page integer := least(greatest(coalesce(most, 50), 1), 200);
  -- Those of one's own and of agencies are few; those of an organization are read from its index, newest first.
  few uuid[] := array(select conversation_id from private.my_talks union select private.my_represented_conversations());
begin
  return query
  with counted as (
    select talk.*, greatest(talk.message_count - coalesce(mine.number, 0), 0) as waiting
    from public.conversations as talk
    left join public.conversation_reads as mine on mine.conversation_id = talk.id and mine.user_id = caller
    where talk.id = any (few) and talk.last_message_at is not null
      and (before_at is null or (talk.last_message_at, talk.id) < (before_at, before_id))
      and (not unread_only or talk.message_count > coalesce(mine.number, 0))
    union all
    select ours.* from private.my_org_ids('conversations.write') as org
    cross join lateral (
      select talk.*, greatest(talk.message_count - coalesce(mine.number, talk.answered_count), 0) as waiting
      from public.conversations as talk
      left join public.conversation_reads as mine on mine.conversation_id = talk.id and mine.user_id = caller
      where talk.org_id = org and talk.id <> all (few) and talk.last_message_at is not null
        and (before_at is null or (talk.last_message_at, talk.id) < (before_at, before_id))
        and (not unread_only or talk.message_count > coalesce(mine.number, talk.answered_count))
      order by talk.last_message_at desc, talk.id desc limit page
    ) as ours
  ), paged as (
    select * from counted order by counted.last_message_at desc, counted.id desc limit page
  )
  select paged.id, paged.org_id, paged.listing_id, paged.tenancy_id, paged.viewing_id, paged.application_id, paged.sale_id,
    paged.opened_by, paged.is_joint, paged.last_message_at, paged.last_message_id, paged.waiting, newest.sender_id, left(newest.body, 200)
  from paged
  left join lateral (
    select said.sender_id, said.body from public.messages as said
    where said.conversation_id = paged.id order by said.id desc limit 1
  ) as newest on true
  order by paged.last_message_at desc, paged.id desc;
end
$$;
comment on function private.my_conversations(boolean, public.instant, uuid, integer) is
  'A page of the conversations in which the caller takes part and something was said, newest first, with how many messages wait. A colleague of whoever answered last, who has read nothing themselves, has nothing waiting from before.';

create function public.my_conversations(
  unread_only boolean default false, before_at text default null, before_id uuid default null, most integer default 50)
returns table (
  id uuid, org_id uuid, listing_id uuid, tenancy_id uuid, viewing_id uuid, application_id uuid, sale_id uuid, opened_by uuid, is_joint boolean,
  last_message_at timestamptz, last_message_id uuid, unread integer, last_sender_id uuid, last_body text)
language sql
stable
set search_path = ''
as $$
  select * from private.my_conversations(
    coalesce(unread_only, false), private.read_instant('before_at', before_at), coalesce(before_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff'), most)
$$;
comment on function public.my_conversations(boolean, text, uuid, integer) is
  'Your conversations in which something was said, newest first, with how many messages you have not read and the beginning of the newest: at most 200, 50 unless told. The next page: last_message_at and id of the last one, as before_at and before_id.';

create function private.my_unread()
returns table (conversation_id uuid, unread integer)
language plpgsql
stable
security definer
set search_path = ''
rows 50
as $$
#variable_conflict use_column
declare
  caller uuid := (select auth.uid());
  few uuid[] := array(select conversation_id from private.my_talks union select private.my_represented_conversations());
begin
  return query
  select talk.id, talk.message_count - coalesce(mine.number, 0)
  from public.conversations as talk
  left join public.conversation_reads as mine on mine.conversation_id = talk.id and mine.user_id = caller
  where talk.id = any (few) and talk.message_count > coalesce(mine.number, 0)
  union all
  select talk.id, talk.message_count - coalesce(mine.number, talk.answered_count)
  from public.conversations as talk
  left join public.conversation_reads as mine on mine.conversation_id = talk.id and mine.user_id = caller
  where talk.org_id = any (array(select private.my_org_ids('conversations.write'))) and talk.id <> all (few)
    and talk.message_count > coalesce(mine.number, talk.answered_count);
end
$$;
comment on function private.my_unread() is 'How many messages wait in each conversation of the caller''s; conversations without any are left out.';

create function public.my_unread()
returns table (conversation_id uuid, unread integer)
language sql
stable
set search_path = ''
as $$
  select * from private.my_unread()
$$;
comment on function public.my_unread() is 'How many messages you have not read, for each of your conversations that has any.';
grant execute on function
  private.read_conversation(uuid, uuid), public.read_conversation(uuid, uuid),
  private.my_conversations(boolean, public.instant, uuid, integer), public.my_conversations(boolean, text, uuid, integer),
  private.my_unread(), public.my_unread()
  to authenticated;
