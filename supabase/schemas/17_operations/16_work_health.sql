-- How the work goes: of each kind of work, queue, channel of the outbox and schedule what waits and since when, what is in
-- hand, what is dead, when it last ran and went well, and whether it is late. For staff, in Studio, for whoever watches.

create function private.work_figures()
returns table (kind text, waiting bigint, waiting_since timestamptz, later bigint, dead bigint)
language sql
stable
set search_path = ''
set jit = off
as $$
  -- What may be taken from a moment on waits from then on; what may be later was put off, or somebody has it.
  with queued (kind, due_at) as (
    select 'provider_events', event.vt from pgmq.q_provider_events as event
    union all
    select 'payment_checks', checked.next_at from private.payment_checks as checked where checked.next_at is not null
    union all
    select 'payment_checks', stale.created_at + interval '10 minutes' from private.unchecked_payments() as stale
    union all
    select 'autopay', greatest(plan.not_before, plan.take_on::timestamp at time zone 'Africa/Lagos')
    from public.autopay_plans as plan
    join public.autopays as autopay on autopay.id = plan.autopay_id and autopay.status = 'on'
    where plan.status = 'announced'
    union all
    select 'payouts', send.next_at from private.payout_sends as send where send.next_at is not null
    union all
    select 'refunds', checked.next_at from private.refund_checks as checked where checked.next_at is not null
    union all
    select 'disputes', sent.next_at from private.dispute_answers as sent where sent.next_at is not null
    union all
    select 'disputes', poll.next_at from private.dispute_polls as poll
    union all
    select 'reconciliation', greatest(day.not_before, day.leased_until) from private.reconciliations as day where day.finished_at is null
    union all
    select 'provider_balances', greatest(balance.not_before, balance.leased_until)
    from public.provider_balances as balance where balance.on_day = private.lagos_date() and balance.read_at is null
    union all
    select 'virtual_accounts', key.next_try_at from private.virtual_account_keys as key where key.next_try_at is not null
    union all
    select 'subaccounts', known.next_at from private.subaccounts as known where known.next_at is not null
    union all
    select 'receipt_papers', paper.next_try_at from private.receipt_papers as paper where paper.next_try_at is not null
    union all
    select 'letter_papers', paper.next_try_at from private.letter_papers as paper where paper.next_try_at is not null
    union all
    select 'identity_checks', one.next_try_at from public.verification_cases as one where one.next_try_at is not null
    union all
    select 'data_exports', export.next_try_at from private.data_exports as export where export.next_try_at is not null
    union all
    select 'payee_names', wanted.next_try_at from private.payee_name_checks as wanted
    union all
    select 'shown_names', compared.next_try_at from private.shown_names as compared where compared.next_try_at is not null
    union all
    select 'deliveries', delivery.next_at
    from private.deliveries as delivery
    join private.delivery_channels as desk on desk.channel = delivery.channel and not desk.is_paused
    where delivery.next_at is not null and delivery.status in ('queued', 'sending')
    union all
    select 'sweep_files', clock_timestamp() from service.files_to_sweep(1000)
  ), given_up (kind, dead) as (
    select 'provider_events', count(*) from pgmq.q_provider_events_dead
    union all
    select 'receipt_papers', count(*) from private.receipt_papers as paper where paper.next_try_at is not null and paper.tries >= 8
    union all
    select 'letter_papers', count(*) from private.letter_papers as paper where paper.next_try_at is not null and paper.tries >= 8
    union all
    select 'data_exports', count(*) from private.data_exports as export where export.failed_at > now() - interval '7 days'
    union all
    select 'payouts', count(*) from public.payouts as payout where payout.status = 'needs_attention'
    union all
    select 'refunds', count(*) from private.refund_checks as checked where checked.is_unclear
    union all
    select 'deliveries', count(*) from private.deliveries as delivery
    where delivery.status = 'failed' and delivery.id > private.uuid_v7_floor(now() - interval '30 days')
      and num_nonnulls(delivery.user_id, delivery.address) > 0
  )
  select known.kind, count(queued.due_at) filter (where queued.due_at <= clock_timestamp()),
    min(queued.due_at) filter (where queued.due_at <= clock_timestamp()),
    count(queued.due_at) filter (where queued.due_at > clock_timestamp()),
    coalesce((select given_up.dead from given_up where given_up.kind = known.kind), 0)
  from private.work_waiting() as known
  left join queued on queued.kind = known.kind
  group by known.kind
$$;
comment on function private.work_figures() is
  'Of each kind of work how much waits now and since when, how much is put off or in somebody''s hand, and how much was given up: dead letters, which staff send again (supabase/snippets/jobs.sql).';

create function private.schedule_period(schedule text)
returns interval
language sql
immutable
set search_path = ''
as $$
  select case
    when schedule ~ '^\s*\d+ seconds?\s*$' then substring(schedule from '\d+')::integer * interval '1 second'
    when schedule ~ '@' then case
      when schedule ~ 'hourly' then interval '1 hour' when schedule ~ '(daily|midnight)' then interval '1 day'
      when schedule ~ 'weekly' then interval '7 days' when schedule ~ 'monthly' then interval '31 days' else interval '366 days' end
    when part[4] <> '*' then interval '366 days'
    when part[3] <> '*' then interval '31 days'
    when part[5] <> '*' then interval '7 days'
    when part[2] not like '*%' then interval '1 day' / (1 + length(part[2]) - length(replace(part[2], ',', '')))
    when part[2] ~ '^\*/\d+$' then substring(part[2] from '\d+')::integer * interval '1 hour'
    when part[1] not like '*%' then interval '1 hour'
    when part[1] ~ '^\*/\d+$' then substring(part[1] from '\d+')::integer * interval '1 minute'
    else interval '1 minute' end
  from (select regexp_split_to_array(btrim(schedule), '\s+')) as fields (part)
$$;
comment on function private.schedule_period(text) is 'About how far apart the runs of a schedule of pg_cron are, by its form.';

create function private.schedule_health()
returns table (
  sort text, name text, waiting bigint, waiting_since timestamptz, in_hand bigint, later bigint, dead bigint, last_run_at timestamptz,
  last_success_at timestamptz, done_last_hour bigint, failures_in_row bigint, is_late boolean, says text)
language sql
stable
set search_path = ''
set jit = off
as $$
  with ran as (
    select run.jobid, max(run.start_time) as last_run_at, max(run.end_time) filter (where run.status = 'succeeded') as last_success_at,
      max(run.runid) filter (where run.status = 'succeeded') as well,
      count(*) filter (where run.status = 'succeeded' and run.start_time > clock_timestamp() - interval '1 hour') as done,
      count(*) filter (where run.status in ('starting', 'running') and run.start_time > clock_timestamp() - interval '10 minutes') as in_hand
    from cron.job_run_details as run group by run.jobid
  ), schedules as (
    select job.jobid, coalesce(job.jobname::text, job.jobid::text) as name, private.schedule_period(job.schedule::text) as period, ran.last_run_at, ran.last_success_at,
      coalesce(ran.done, 0) as done, coalesce(ran.in_hand, 0) as in_hand,
      (select count(*) from cron.job_run_details as run
        where run.jobid = job.jobid and run.status = 'failed' and run.runid > coalesce(ran.well, 0)) as failures,
      (select run.return_message from cron.job_run_details as run
        where run.jobid = job.jobid and run.status = 'failed' and run.runid > coalesce(ran.well, 0) order by run.runid desc limit 1) as error
    from cron.job as job
    left join ran on ran.jobid = job.jobid
    where job.active
  ), pulse as (
    select known.beat_at, known.alive_since, coalesce(private.is_scheduler_silent(), false) as is_silent from private.scheduler_pulse as known
  )
  select 'scheduler', 'pulse', 0::bigint, null::timestamptz, 0::bigint, 0::bigint, 0::bigint, pulse.beat_at, pulse.beat_at, 0::bigint, 0::bigint, pulse.is_silent,
    case when pulse.is_silent then 'Nothing runs by the clock: look whether pg_cron is on' end
  from pulse
  union all
  select 'schedule', schedules.name, 0, null, schedules.in_hand, 0, 0, schedules.last_run_at, schedules.last_success_at, schedules.done, schedules.failures,
    schedules.failures >= 3
      or coalesce(greatest(schedules.last_run_at, pulse.alive_since) < clock_timestamp() - 2 * schedules.period - interval '5 minutes', false),
    case when schedules.failures > 0 then left(concat_ws(': ', 'Failed lately', schedules.error), 300)
      when greatest(schedules.last_run_at, pulse.alive_since) < clock_timestamp() - 2 * schedules.period - interval '5 minutes' then 'Should have run since' end
  from schedules cross join pulse
$$;
comment on function private.schedule_health() is 'How the scheduler and each schedule of pg_cron go, in the columns of private.work_health_rows.';

create function private.work_health()
returns table (
  sort text, name text, waiting bigint, waiting_since timestamptz, in_hand bigint, later bigint, dead bigint, last_run_at timestamptz,
  last_success_at timestamptz, done_last_hour bigint, failures_in_row bigint, is_late boolean, says text)
language sql
stable
set search_path = ''
set jit = off
as $$
  with hour (kind, done) as (
    select did.kind, sum(did.done) from private.work_done as did where did.done_at > clock_timestamp() - interval '1 hour' group by did.kind
  ), kinds as (
    select figures.*, coalesce(known.late_after, interval '5 minutes') as late_after, known.last_run_at, known.last_success_at,
      coalesce(known.failures_in_row, 0)::bigint as failures_in_row, known.last_error,
      (select count(*) from private.work_runs as run
        where figures.kind = any (run.doing) and run.seen_at > clock_timestamp() - interval '10 seconds') as in_hand,
      coalesce((select hour.done from hour where hour.kind = figures.kind), 0)::bigint as done
    from private.work_figures() as figures
    left join private.work_kinds as known on known.kind = figures.kind
  ), channels as (
    select desk.channel, desk.is_paused,
      count(*) filter (where delivery.status = 'queued' and delivery.next_at <= clock_timestamp()) as waiting,
      min(delivery.next_at) filter (where delivery.status = 'queued' and delivery.next_at <= clock_timestamp()) as waiting_since,
      count(*) filter (where delivery.status = 'sending') as in_hand,
      count(*) filter (where delivery.status = 'queued' and delivery.next_at > clock_timestamp() or delivery.status = 'unknown') as later
    from private.delivery_channels as desk
    left join private.deliveries as delivery on delivery.channel = desk.channel and delivery.next_at is not null
    group by desk.channel
  ), sent as (
    select delivery.channel, max(delivery.handed_at) as last_success_at,
      count(*) filter (where delivery.handed_at > clock_timestamp() - interval '1 hour') as done,
      count(*) filter (where delivery.status = 'failed') as dead
    from private.deliveries as delivery where delivery.id > private.uuid_v7_floor(now() - interval '2 days')
    group by delivery.channel
  )
  select 'kind', kinds.kind, kinds.waiting, kinds.waiting_since, kinds.in_hand, kinds.later, kinds.dead, kinds.last_run_at, kinds.last_success_at,
    kinds.done, kinds.failures_in_row,
    coalesce(kinds.waiting_since < clock_timestamp() - kinds.late_after, false) or kinds.failures_in_row >= 3,
    case when kinds.failures_in_row >= 3 then concat_ws(': ', 'Broke off each time lately', kinds.last_error)
      when kinds.waiting_since < clock_timestamp() - kinds.late_after then 'Waits longer than it should' end
  from kinds
  union all
  select 'queue', queue.queue_name::text, case when queue.queue_name like '%\_dead' then 0 else queue.queue_length end,
    clock_timestamp() - queue.oldest_msg_age_sec * interval '1 second', 0, 0,
    case when queue.queue_name like '%\_dead' then queue.queue_length else 0 end, null, null, 0, 0,
    queue.queue_name not like '%\_dead' and coalesce(queue.oldest_msg_age_sec > 86400, false),
    case when queue.queue_name not like '%\_dead' and queue.oldest_msg_age_sec > 86400 then 'Its oldest message is tried for more than a day' end
  from pgmq.metrics_all() as queue
  union all
  select 'outbox', channels.channel::text, channels.waiting, channels.waiting_since, channels.in_hand, channels.later, coalesce(sent.dead, 0), sent.last_success_at,
    sent.last_success_at, coalesce(sent.done, 0), 0,
    coalesce(channels.waiting_since < clock_timestamp() - interval '10 minutes', false) and not channels.is_paused,
    case when channels.is_paused then 'Paused by staff'
      when channels.waiting_since < clock_timestamp() - interval '10 minutes' then 'Waits longer than it should: more than the channel''s rate, or its carrier is away' end
  from channels
  left join sent on sent.channel = channels.channel
  union all
  select schedules.* from private.schedule_health() as schedules
$$;
comment on function private.work_health() is 'How the work goes: the view private.work_health_rows says what each column is.';

create view private.work_health_rows as
  select health.* from private.work_health() as health;
comment on view private.work_health_rows is
  'How the work goes, for Studio: a row for the scheduler, each kind of work, queue, channel of the outbox and schedule. What is late comes with why.';
comment on column private.work_health_rows.sort is 'scheduler, kind (of work that workers do), queue (of pgmq), outbox (a channel) or schedule (of pg_cron).';
comment on column private.work_health_rows.name is 'Its name.';
comment on column private.work_health_rows.waiting is 'How much could be done now.';
comment on column private.work_health_rows.waiting_since is 'Since when the oldest of it could be, UTC; of a queue, since when its oldest message is there.';
comment on column private.work_health_rows.in_hand is 'How many workers are at it now; of the outbox, how many messages are being handed over.';
comment on column private.work_health_rows.later is 'How much was put off, or is in somebody''s hand.';
comment on column private.work_health_rows.dead is 'Dead letters: what was given up, until staff send it again; of the outbox what failed in two days.';
comment on column private.work_health_rows.last_run_at is 'When it last ran, UTC.';
comment on column private.work_health_rows.last_success_at is 'When it last went well, UTC.';
comment on column private.work_health_rows.done_last_hour is 'How much was done in the last hour; of a schedule, how many runs went well.';
comment on column private.work_health_rows.failures_in_row is 'How often it broke off since it last went well.';
comment on column private.work_health_rows.is_late is 'Whether it is late, or breaks off each time.';
comment on column private.work_health_rows.says is 'What is wrong, or null.';

create function service.work_health()
returns table (
  sort text, name text, waiting bigint, waiting_since timestamptz, in_hand bigint, later bigint, dead bigint, last_run_at timestamptz,
  last_success_at timestamptz, done_last_hour bigint, failures_in_row bigint, is_late boolean, says text)
language sql
stable
security definer
set search_path = ''
as $$
  select health.* from private.work_health() as health
$$;
comment on function service.work_health() is
  'How the work goes, for whoever watches it: a row for the scheduler, each kind of work, queue, channel of the outbox and schedule, with is_late and why.';
grant execute on function service.work_health() to service_role;

create function private.work_health_for_staff()
returns table (
  sort text, name text, waiting bigint, waiting_since timestamptz, in_hand bigint, later bigint, dead bigint, last_run_at timestamptz,
  last_success_at timestamptz, done_last_hour bigint, failures_in_row bigint, is_late boolean, says text)
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  if not (select private.is_staff()) then
    perform private.raise_problem('auth.forbidden', 'Cannot look at how the work goes: you are not staff', 403);
  end if;
  return query select health.* from private.work_health() as health;
end
$$;
comment on function private.work_health_for_staff() is 'Checks that the caller is staff, then says how the work goes.';
grant execute on function private.work_health_for_staff() to authenticated;

create function public.list_work_health()
returns table (
  sort text, name text, waiting bigint, waiting_since timestamptz, in_hand bigint, later bigint, dead bigint, last_run_at timestamptz,
  last_success_at timestamptz, done_last_hour bigint, failures_in_row bigint, is_late boolean, says text)
language sql
stable
set search_path = ''
as $$
  select health.* from private.work_health_for_staff() as health
$$;
comment on function public.list_work_health() is
  'For staff: how the work goes. A row for the scheduler, each kind of work that workers do, each queue, channel of the outbox and schedule: how much waits (waiting, waiting_since), is in hand, was put off (later) or given up (dead), last_run_at, last_success_at, done_last_hour, failures_in_row, and whether it is late (is_late) and why (says). Error: auth.forbidden 403.';
grant execute on function public.list_work_health() to authenticated;
