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
-- Planned for any list of people, once.
set plan_cache_mode = force_generic_plan
as $$
declare
  unknown text;
  goes boolean;
  is_urgent boolean;
begin
  select min(coalesce(notice.kind, 'null')) filter (where known.kind is null),
    bool_or('at_once' in (known.email, known.sms) or exists (
      select from public.notification_preferences as wish
      where wish.user_id = notice.user_id and wish.kind = notice.kind and wish.mode = 'at_once'))
  into unknown, goes
  from unnest(notices) as notice
  left join public.notification_kinds as known on known.kind = notice.kind and known.is_told;
  if unknown is not null then
    raise 'public.notification_kinds has no row for %', unknown;
  end if;
  -- Most news stays in the app, and costs no more than its row.
  if goes is not true then
    insert into public.notifications (user_id, org_id, kind, title, subject_id, payload)
    select notice.user_id, notice.org_id, notice.kind, left(notice.title, 140), notice.subject_id, coalesce(notice.payload, '{}')
    from unnest(notices) as notice;
    return;
  end if;
  with told as (
    insert into public.notifications (user_id, org_id, kind, title, subject_id, payload)
    select notice.user_id, notice.org_id, notice.kind, left(notice.title, 140), notice.subject_id, coalesce(notice.payload, '{}')
    from unnest(notices) as notice
    returning id, user_id, org_id, kind
  ), queued as (
    insert into private.deliveries (org_id, user_id, kind, channel, priority, notification_id, next_at, useful_until)
    select told.org_id, told.user_id, told.kind, way.channel,
      case when known.is_urgent then 0 when known.purpose = 'announcement' then 2 else 1 end, told.id,
      private.sendable_at(now(),
        case when hours.user_id is null then desk.quiet_from else hours.quiet_from end,
        case when hours.user_id is null then desk.quiet_until else hours.quiet_until end, known.is_urgent),
      now() + known.useful_for
    from told
    join public.notification_kinds as known on known.kind = told.kind
    cross join lateral (values
      ('email'::public.message_channel, known.email), ('sms'::public.message_channel, known.sms)) as way (channel, by_default)
    join private.delivery_channels as desk on desk.channel = way.channel
    left join public.notification_preferences as wish
      on wish.user_id = told.user_id and wish.kind = told.kind and wish.channel = way.channel
    left join public.message_hours as hours on hours.user_id = told.user_id
    where private.chosen_mode(way.by_default, wish.mode, known.is_refusable) = 'at_once'
    returning priority
  )
  select bool_or(queued.priority = 0) into is_urgent from queued;
  if is_urgent then
    perform private.wake_jobs();
  end if;
end
$$;
comment on function private.notify(private.notice[]) is
  'Tells people what each of them should know, and puts what goes to them by SMS or e-mail into the outbox, in one statement: the only way into public.notifications.';

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
