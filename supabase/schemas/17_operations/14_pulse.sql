-- The scheduler's pulse. What runs by the clock cannot say that the clock stopped, so whoever still runs looks: each run of
-- a worker when it begins (the jobs function woken by a commit, a process of one's own), and the view of health.

create table private.scheduler_pulse (
  is_only boolean primary key default true check (is_only),
  beat_at timestamptz,
  alive_since timestamptz,
  told_at timestamptz
);
comment on table private.scheduler_pulse is 'When the scheduler was last heard of: one row, which it writes every minute. No policies: functions only.';
comment on column private.scheduler_pulse.is_only is 'True: there is one row.';
comment on column private.scheduler_pulse.beat_at is 'When it last ran, UTC; null before its first minute.';
comment on column private.scheduler_pulse.alive_since is 'Since when it has run without a gap of five minutes, UTC.';
comment on column private.scheduler_pulse.told_at is 'When staff were told that it is silent, UTC; null while it is not.';
alter table private.scheduler_pulse enable row level security;
insert into private.scheduler_pulse default values;

create function private.beat_pulse()
returns void
language sql
set search_path = ''
as $$
  update private.scheduler_pulse as pulse
  set beat_at = clock_timestamp(), told_at = null,
    alive_since = case when pulse.beat_at > clock_timestamp() - interval '5 minutes' then pulse.alive_since else clock_timestamp() end
$$;
comment on function private.beat_pulse() is 'Says that the scheduler runs. Run by pg_cron every minute.';

create function private.is_scheduler_silent(server_since public.instant default pg_postmaster_start_time())
returns boolean
language sql
stable
set search_path = ''
as $$
  -- A server that has just started gets the time for a first beat; where it never beat, the first runs of workers count.
  select greatest(
    coalesce(pulse.beat_at, (select min(run.began_at) from private.work_runs as run)), server_since
  ) < clock_timestamp() - interval '5 minutes'
    and (pulse.beat_at is not null or exists (select from private.work_runs))
  from private.scheduler_pulse as pulse
$$;
comment on function private.is_scheduler_silent(public.instant) is 'Whether the scheduler should have been heard of, and was not for five minutes.';

create function private.notice_silence(server_since public.instant default pg_postmaster_start_time())
returns boolean
language plpgsql
set search_path = ''
as $$
declare
  last_beat timestamptz;
begin
  if not private.is_scheduler_silent(server_since) then
    return false;
  end if;
  -- Of many that notice it one tells, once until it is heard of again.
  update private.scheduler_pulse as pulse set told_at = clock_timestamp() where pulse.told_at is null returning pulse.beat_at into last_beat;
  if not found then
    return false;
  end if;
  perform private.notify(
    array(select staff.user_id from public.staff_members as staff order by staff.user_id), null, 'scheduler_silent',
    'Nothing runs by the clock any more', private.uuid_v7(),
    jsonb_strip_nulls(jsonb_build_object('last_beat', last_beat)));
  return true;
exception when others then
  -- Whoever noticed it has work to do, whatever comes of telling.
  raise warning 'The scheduler is silent, and staff cannot be told: %', sqlerrm;
  return false;
end
$$;
comment on function private.notice_silence(public.instant) is
  'Tells staff, once, that the scheduler is silent; whether it did. Called when a run of a worker begins: whoever still runs notices.';
