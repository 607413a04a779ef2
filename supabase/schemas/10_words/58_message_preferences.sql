-- What a person chose to be told by SMS and e-mail, and when: by kind and channel, quiet hours, the hour of the digest.
-- Their language is public.profiles.locale.

create table public.notification_preferences (
  user_id uuid not null references public.profiles (id) on delete cascade,
  kind text not null references public.notification_kinds (kind),
  channel public.message_channel not null,
  mode public.message_mode not null,
  chosen_at timestamptz not null default now(),
  primary key (user_id, kind, channel),
  constraint notification_preferences_sms_check check (channel <> 'sms' or mode <> 'daily')
);
comment on table public.notification_preferences is 'Where a person chose otherwise than public.notification_kinds says.';
comment on column public.notification_preferences.user_id is 'Who chose.';
comment on column public.notification_preferences.kind is 'Of what.';
comment on column public.notification_preferences.channel is 'By which channel.';
comment on column public.notification_preferences.mode is 'How it goes by that channel.';
comment on column public.notification_preferences.chosen_at is 'When they chose, UTC.';
create index notification_preferences_kind_idx on public.notification_preferences (kind);
alter table public.notification_preferences enable row level security;
grant select on public.notification_preferences to authenticated, service_role;
create policy notification_preferences_select on public.notification_preferences for select to authenticated
  using (user_id = (select auth.uid()));

create table public.message_hours (
  user_id uuid primary key references public.profiles (id) on delete cascade,
  quiet_from smallint check (quiet_from between 0 and 23),
  quiet_until smallint check (quiet_until between 0 and 23),
  digest_at smallint not null default 8 check (digest_at between 0 and 23),
  constraint message_hours_quiet_check check ((quiet_from is null) = (quiet_until is null))
);
comment on table public.message_hours is 'When a person wants to be left alone, and when they read the day''s news. Who has no row has the hours of the channel.';
comment on column public.message_hours.user_id is 'Whose hours.';
comment on column public.message_hours.quiet_from is 'From this hour in Nigeria on nothing is sent that is not urgent; null: at any hour.';
comment on column public.message_hours.quiet_until is 'Until this hour in Nigeria.';
comment on column public.message_hours.digest_at is 'The hour in Nigeria at which the digest is made.';
alter table public.message_hours enable row level security;
grant select on public.message_hours to authenticated, service_role;
create policy message_hours_select on public.message_hours for select to authenticated
  using (user_id = (select auth.uid()));

create function private.chosen_mode(by_default public.message_mode, wish public.message_mode, is_refusable boolean)
returns public.message_mode
language plpgsql
immutable
parallel safe
set search_path = ''
as $$
begin
  return case when wish is null then by_default when is_refusable then wish else greatest(wish, by_default) end;
end
$$;
comment on function private.chosen_mode(public.message_mode, public.message_mode, boolean) is
  'How a kind goes by a channel: as the person wishes, but no less than by default where law lets nobody refuse it.';

create function private.sendable_at(at timestamptz, quiet_from integer, quiet_until integer, is_urgent boolean)
returns timestamptz
language plpgsql
immutable
parallel safe
set search_path = ''
as $$
declare
  there timestamp;
  hour integer;
begin
  if is_urgent or quiet_from is null or quiet_from = quiet_until then
    return at;
  end if;
  there := at at time zone 'Africa/Lagos';
  hour := extract(hour from there);
  if not (case when quiet_from < quiet_until then hour >= quiet_from and hour < quiet_until
    else hour >= quiet_from or hour < quiet_until end) then
    return at;
  end if;
  return (date_trunc('day', there) + make_interval(days => case when hour >= quiet_until then 1 else 0 end, hours => quiet_until))
    at time zone 'Africa/Lagos';
end
$$;
comment on function private.sendable_at(timestamptz, integer, integer, boolean) is
  'When something may be sent: at once, or when the quiet hours in Nigeria that it falls into are over. Urgent things do not wait.';

-- The API ---------------------------------------------------------------------------------------

create view public.my_notification_settings with (security_invoker = on) as
  select known.kind, known.topic, known.about, known.is_refusable, way.channel, way.by_default,
    private.chosen_mode(way.by_default, wish.mode, known.is_refusable) as mode
  from public.notification_kinds as known
  cross join lateral (values
    ('email'::public.message_channel, known.email), ('sms'::public.message_channel, known.sms)) as way (channel, by_default)
  left join public.notification_preferences as wish
    on wish.user_id = (select auth.uid()) and wish.kind = known.kind and wish.channel = way.channel
  where known.is_told or known.kind = 'daily_digest' and way.channel = 'email';
comment on view public.my_notification_settings is 'For each kind of news and each channel, how it goes to the caller.';
comment on column public.my_notification_settings.kind is 'What is told.';
comment on column public.my_notification_settings.topic is 'Where it stands in a person''s settings.';
comment on column public.my_notification_settings.about is 'What it tells, in a line.';
comment on column public.my_notification_settings.is_refusable is 'Whether the caller may have less of it than by default.';
comment on column public.my_notification_settings.channel is 'The channel.';
comment on column public.my_notification_settings.by_default is 'How it goes unless they choose.';
comment on column public.my_notification_settings.mode is 'How it goes to them.';
grant select on public.my_notification_settings to authenticated;
grant execute on function private.chosen_mode(public.message_mode, public.message_mode, boolean) to authenticated, service_role;

create function private.set_preference(person uuid, kind text, channel public.message_channel, mode public.message_mode)
returns void
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  known public.notification_kinds;
  least_mode public.message_mode;
begin
  select k.* into known from public.notification_kinds as k where k.kind = kind and (k.is_told or k.kind = 'daily_digest');
  if not found or channel is null then
    perform private.raise_problem('notification.unknown_kind', 'Cannot choose this: there is no such kind of news or channel', 404,
      jsonb_build_object('field', 'kind'));
  end if;
  if mode = 'daily' and (channel = 'sms' or kind = 'daily_digest') then
    perform private.raise_problem('notification.not_daily', 'Cannot choose this: only an e-mail can hold the day''s news', 400,
      jsonb_build_object('field', 'mode'));
  end if;
  least_mode := case channel when 'sms' then known.sms else known.email end;
  if not known.is_refusable and mode < least_mode then
    perform private.raise_problem('notification.not_refusable',
      'Cannot turn this off: it proves or warns of something that you must be told', 409, jsonb_build_object('field', 'mode'));
  end if;
  if mode is null then
    delete from public.notification_preferences as wish
    where wish.user_id = person and wish.kind = kind and wish.channel = channel;
    return;
  end if;
  insert into public.notification_preferences as wish (user_id, kind, channel, mode)
  values (person, kind, channel, mode)
  on conflict on constraint notification_preferences_pkey do update set mode = excluded.mode, chosen_at = now();
end
$$;
comment on function private.set_preference(uuid, text, public.message_channel, public.message_mode) is
  'Keeps what a person chose; null: as by default again. Errors: notification.unknown_kind 404, notification.not_daily 400, notification.not_refusable 409.';

create function private.set_my_preference(kind text, channel public.message_channel, mode public.message_mode)
returns void
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform private.set_preference(auth.uid(), kind, channel, mode);
end
$$;
comment on function private.set_my_preference(text, public.message_channel, public.message_mode) is 'Keeps what the caller chose.';
grant execute on function private.set_my_preference(text, public.message_channel, public.message_mode) to authenticated;

create function public.set_notification_preference(kind text, channel public.message_channel, mode public.message_mode default null)
returns void
language sql
set search_path = ''
as $$
  select private.limit_person('set_notification_preference');
  select private.set_my_preference(private.read_line('kind', kind), channel, mode)
$$;
comment on function public.set_notification_preference(text, public.message_channel, public.message_mode) is
  'How news of a kind goes to you by a channel: off, daily (in one e-mail) or at_once; left out: as by default. Errors: notification.unknown_kind 404, notification.not_daily 400, notification.not_refusable 409.';
grant execute on function public.set_notification_preference(text, public.message_channel, public.message_mode) to authenticated;

create function private.set_my_preferences(kinds text[], channel public.message_channel, mode public.message_mode)
returns void
language plpgsql
security definer
set search_path = ''
as $$
begin
  if coalesce(cardinality(kinds), 0) not between 1 and 200 then
    perform private.raise_problem('notification.unknown_kind', 'Cannot choose this: name 1 to 200 kinds of news', 404,
      jsonb_build_object('field', 'kinds'));
  end if;
  -- In one order: two calls at once do not wait for each other.
  perform private.set_preference(auth.uid(), named.kind, channel, mode)
  from (select distinct it as kind from unnest(kinds) as it order by it) as named;
end
$$;
comment on function private.set_my_preferences(text[], public.message_channel, public.message_mode) is 'Keeps what the caller chose for several kinds, or for none of them.';
grant execute on function private.set_my_preferences(text[], public.message_channel, public.message_mode) to authenticated;

create function public.set_notification_preferences(kinds text[], channel public.message_channel, mode public.message_mode default null)
returns void
language sql
set search_path = ''
as $$
  select private.limit_person('set_notification_preferences');
  select private.set_my_preferences(kinds, channel, mode)
$$;
comment on function public.set_notification_preferences(text[], public.message_channel, public.message_mode) is
  'How news of several kinds, such as all of a topic, goes to you by a channel: as set_notification_preference, for all of them or, where one is refused, for none. Errors: notification.unknown_kind 404, notification.not_daily 400, notification.not_refusable 409.';
grant execute on function public.set_notification_preferences(text[], public.message_channel, public.message_mode) to authenticated;

create function private.set_message_hours(quiet_from integer, quiet_until integer, digest_at integer)
returns public.message_hours
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  kept public.message_hours;
  wrong text := case
    when (quiet_from is null) <> (quiet_until is null) or quiet_from not between 0 and 23 or quiet_until not between 0 and 23 then 'quiet_from'
    when digest_at is null or digest_at not between 0 and 23 then 'digest_at' end;
begin
  if wrong is not null then
    perform private.raise_problem('notification.bad_hours', 'Cannot keep these hours: give whole hours from 0 to 23, quiet ones as a pair', 400,
      jsonb_build_object('field', wrong));
  end if;
  insert into public.message_hours as hours (user_id, quiet_from, quiet_until, digest_at)
  values (auth.uid(), quiet_from, quiet_until, digest_at)
  on conflict on constraint message_hours_pkey do update
  set quiet_from = excluded.quiet_from, quiet_until = excluded.quiet_until, digest_at = excluded.digest_at
  returning hours.* into kept;
  return kept;
end
$$;
comment on function private.set_message_hours(integer, integer, integer) is 'Keeps the caller''s hours.';
grant execute on function private.set_message_hours(integer, integer, integer) to authenticated;

create function public.set_message_hours(quiet_from integer default null, quiet_until integer default null, digest_at integer default 8)
returns public.message_hours
language sql
set search_path = ''
as $$
  select private.limit_person('set_message_hours');
  select private.set_message_hours(quiet_from, quiet_until, digest_at)
$$;
comment on function public.set_message_hours(integer, integer, integer) is
  'Your hours in Nigeria: from when until when nothing is sent that is not urgent (both left out: at any hour), and at which hour the day''s news come. Error: notification.bad_hours 400.';
grant execute on function public.set_message_hours(integer, integer, integer) to authenticated;
