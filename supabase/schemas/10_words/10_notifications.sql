-- Notifications: a row for each person, pushed live to their private channel user:<id>. Whoever tells somebody
-- something calls private.notify(): nothing else writes here. What kinds there are, and by which channels each goes:
-- 50_message_kinds.sql; what leaves the platform: 60_deliveries.sql.

create table public.notifications (
  id uuid primary key default private.uuid_v7(),
  user_id uuid not null references public.profiles (id) on delete cascade,
  org_id uuid,
  kind text not null check (kind ~ '^[a-z_]{3,60}$'),
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
comment on column public.notifications.kind is 'What happened: of public.notification_kinds.';
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
language plpgsql
security definer
set search_path = ''
as $$
declare
  caller constant uuid := (select auth.uid());
  marked integer;
begin
  -- Nothing is said in these conversations until this is over: whoever speaks next finds the notification read.
  perform from public.conversations as talk
  where talk.id in (
    select notification.subject_id from public.notifications as notification
    where notification.id = any (notification_ids) and notification.user_id = caller
      and notification.kind = 'message_received' and notification.read_at is null)
  order by talk.id for share;
  update public.notifications as notification set read_at = now()
  where notification.id = any (notification_ids) and notification.user_id = caller and notification.read_at is null;
  get diagnostics marked = row_count;
  return marked;
end
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
-- Planned for any list of people, once; and not compiled, which for ten thousand takes longer than it saves.
set plan_cache_mode = force_generic_plan
set jit = off
as $$
declare
  topics text[];
  payloads jsonb[];
  ids uuid[];
  goes boolean;
  wakes boolean;
begin
  if coalesce(notices, '{}') = '{}' then
    return;
  end if;
  -- Each statement has its beginning and its end: the rows, what is told live of them and whether any leave are one.
  with told as (
    insert into public.notifications (user_id, org_id, kind, title, subject_id, payload)
    select notice.user_id, notice.org_id, notice.kind, left(notice.title, 140), notice.subject_id, coalesce(notice.payload, '{}')
    from unnest(notices) as notice
    returning id, user_id, org_id, kind, title, subject_id, payload, created_at
  )
  select array_agg('user:' || told.user_id),
    array_agg(jsonb_build_object(
      'id', told.id, 'kind', told.kind, 'title', told.title,
      'subject_id', told.subject_id, 'payload', told.payload, 'created_at', told.created_at)),
    array_agg(told.id),
    -- Most news stays in the app, and costs no more than its row.
    bool_or('at_once' in (known.email, known.sms) or exists (
      select from public.notification_preferences as wish
      where wish.user_id = told.user_id and wish.kind = told.kind and wish.mode = 'at_once')),
    bool_or(known.is_urgent or known.is_awaited)
  into topics, payloads, ids, goes, wakes
  from told
  join public.notification_kinds as known on known.kind = told.kind and known.is_told;
  if cardinality(ids) is distinct from cardinality(notices) then
    raise 'public.notification_kinds has no row for %', (
      select min(notice.kind) from unnest(notices) as notice
      where not exists (select from public.notification_kinds as known where known.kind = notice.kind and known.is_told));
  end if;
  perform private.broadcast(topics, 'notification_created', payloads);
  if not goes then
    return;
  end if;
  with desk as materialized (
    -- When the quiet hours of a channel are over is found once, not for each person.
    select d.channel, private.sendable_at(now(), d.quiet_from, d.quiet_until, false) as sendable_at
    from private.delivery_channels as d
  )
  insert into private.deliveries (org_id, user_id, kind, channel, priority, notification_id, next_at, useful_until)
  select told.org_id, told.user_id, told.kind, way.channel,
    case when known.is_urgent then 0 when known.purpose = 'announcement' then 2 else 1 end, told.id,
    case when known.is_urgent then now() when hours.user_id is null then desk.sendable_at
      else private.sendable_at(now(), hours.quiet_from, hours.quiet_until, false) end,
    now() + known.useful_for
  from unnest(ids) as one (id)
  join public.notifications as told on told.id = one.id
  join public.notification_kinds as known on known.kind = told.kind
  cross join lateral (values
    ('email'::public.message_channel, known.email), ('sms'::public.message_channel, known.sms)) as way (channel, by_default)
  join desk on desk.channel = way.channel
  left join public.notification_preferences as wish
    on wish.user_id = told.user_id and wish.kind = told.kind and wish.channel = way.channel
  left join public.message_hours as hours on hours.user_id = told.user_id
  where case when wish.mode is null then way.by_default
    else private.chosen_mode(way.by_default, wish.mode, known.is_refusable) end = 'at_once';
  if found and wakes then
    perform private.wake_jobs();
  end if;
end
$$;
comment on function private.notify(private.notice[]) is
  'Tells people what each of them should know, and puts what goes to them by SMS or e-mail into the outbox, however many they are in three statements: the only way into public.notifications.';

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

create function private.renew_notifications(ids uuid[], title text)
returns void
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  topics text[];
  payloads jsonb[];
begin
  with renewed as (
    update public.notifications as known set title = title where known.id = any (ids) and known.read_at is null
    returning known.*
  )
  select array_agg('user:' || renewed.user_id),
    array_agg(jsonb_build_object(
      'id', renewed.id, 'kind', renewed.kind, 'title', renewed.title,
      'subject_id', renewed.subject_id, 'payload', renewed.payload, 'created_at', renewed.created_at))
  into topics, payloads
  from renewed;
  perform private.broadcast(topics, 'notification_renewed', payloads);
end
$$;
comment on function private.renew_notifications(uuid[], text) is
  'Says something else in notifications that are not read yet, and says so live: the only way to change one. That one was read is nothing new.';
