-- Runs of workers: a call of the jobs function, or a turn of a process of one's own (`task worker`). A run asks what waits,
-- does those kinds side by side, says what came of them and asks again, until nothing waits or its time is over.
--
-- Of many calls that come at once one runs (private.leave_wake says when there are more): a call that finds a run under way
-- leaves its wake there and goes. The run cannot end over a wake that it has not looked after: both lock its row. One whose
-- time is over ends all the same, and has another call made for what waits. What a run that was killed left, the clock finds. Nothing hangs on there being one run: what is taken is taken once by its own row.

create table private.work_runs (
  id uuid primary key default private.uuid_v7(),
  worker text not null check (private.is_line(worker) and length(worker) between 1 and 80),
  began_at timestamptz not null default clock_timestamp(),
  seen_at timestamptz not null default clock_timestamp(),
  ended_at timestamptz,
  wakes integer not null default 0 check (wakes >= 0),
  doing text[] not null default '{}'
);
comment on table private.work_runs is 'Runs of workers, of the last days. No policies: functions only.';
comment on column private.work_runs.id is 'Time-ordered identifier.';
comment on column private.work_runs.worker is 'call: the jobs function was called; else the name of a process of its own.';
comment on column private.work_runs.began_at is 'When it began, UTC.';
comment on column private.work_runs.seen_at is 'When it was last heard of, UTC: one that is silent for ten seconds counts as killed.';
comment on column private.work_runs.ended_at is 'When it ended, or took nothing more, UTC; null while it works, and for ever where it was killed.';
comment on column private.work_runs.wakes is 'How many calls left their wake to it.';
comment on column private.work_runs.doing is 'The kinds of work that it does just now.';
create index work_runs_seen_at_idx on private.work_runs (seen_at);
create index work_runs_open_idx on private.work_runs (seen_at) where ended_at is null;
alter table private.work_runs enable row level security;

create table private.work_kinds (
  kind text primary key check (kind ~ '^[a-z_]{3,40}$'),
  late_after interval not null default '5 minutes' check (late_after > '0'),
  last_run_at timestamptz,
  last_success_at timestamptz,
  failures_in_row integer not null default 0 check (failures_in_row >= 0),
  last_error text check (length(last_error) <= 300)
);
comment on table private.work_kinds is 'How each kind of work went last. A kind has its row from its first run on. No policies: functions only.';
comment on column private.work_kinds.kind is 'The kind, as private.work_waiting() names it.';
comment on column private.work_kinds.late_after is 'What waits longer than this is late; staff change it in Studio.';
comment on column private.work_kinds.last_run_at is 'When a run last came to its end, well or not, UTC.';
comment on column private.work_kinds.last_success_at is 'When one last came to its end well, UTC.';
comment on column private.work_kinds.failures_in_row is 'How many have broken off since.';
comment on column private.work_kinds.last_error is 'Why the last one broke off, in short; null when it did not.';
alter table private.work_kinds enable row level security;

create table private.work_done (
  id uuid primary key default private.uuid_v7(),
  kind text not null check (kind ~ '^[a-z_]{3,40}$'),
  done integer not null check (done >= 0),
  did_fail boolean not null,
  done_at timestamptz not null default clock_timestamp()
);
comment on table private.work_done is 'What runs did, of the last days: one row where something was done or broke off. No policies: functions only.';
comment on column private.work_done.id is 'Time-ordered identifier.';
comment on column private.work_done.kind is 'Of which kind of work.';
comment on column private.work_done.done is 'How many things.';
comment on column private.work_done.did_fail is 'Whether it broke off.';
comment on column private.work_done.done_at is 'When that was said, UTC.';
create index work_done_done_at_idx on private.work_done (done_at, kind);
alter table private.work_done enable row level security;

create function private.live_runs()
returns setof private.work_runs
language sql
stable
set search_path = ''
as $$
  select run.* from private.work_runs as run
  where run.ended_at is null and run.seen_at > clock_timestamp() - interval '10 seconds'
$$;
comment on function private.live_runs() is 'Runs under way: not ended, and heard of in the last ten seconds. A run is heard of every second.';

create function private.rested(kind text, pause interval)
returns boolean
language sql
stable
set search_path = ''
as $$
  select not exists (
    select from private.work_kinds as known where known.kind = rested.kind and known.last_run_at > clock_timestamp() - rested.pause)
$$;
comment on function private.rested(text, interval) is 'Whether no run of a kind has come to its end for so long.';

create function private.leave_wake()
returns boolean
language plpgsql
set search_path = ''
as $$
declare
  most_runs constant integer := 8;
  taken_by private.work_runs;
begin
  -- One call after another, for a moment: of a hundred that come at once the first begins and the others find it.
  perform pg_advisory_xact_lock(hashtextextended('private.work_runs', 0));
  select run.* into taken_by from private.work_runs as run
  where run.id = (select live.id from private.live_runs() as live where live.worker = 'call' order by live.began_at desc, live.id desc limit 1)
    and run.ended_at is null
  for update;
  if not found then
    return false;
  end if;
  -- It will look once more before it ends.
  update private.work_runs as run set wakes = run.wakes + 1 where run.id = taken_by.id;
  if taken_by.began_at > clock_timestamp() - interval '5 seconds' then
    return true;
  end if;
  -- They are behind where something waits for a worker after five seconds: one more helps, up to so many.
  return (select count(*) >= most_runs from private.live_runs() as live)
    or not exists (select from private.work_waiting() as work where work.waits);
end
$$;
comment on function private.leave_wake() is
  'Leaves a wake to a run of the jobs function that is under way; whether that is enough. False: there is none, or the newest has worked for five seconds and something waits all the same, and there are fewer than eight.';

create function service.begin_work(worker text default 'call', is_wake boolean default false, held_keys text[] default null)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  run private.work_runs;
begin
  if coalesce(is_wake, false) and private.leave_wake() then
    return jsonb_build_object('run_id', null, 'kinds', '[]'::jsonb, 'wakes', 0);
  end if;
  insert into private.work_runs as begun (worker) values (coalesce(worker, 'call')) returning begun.* into run;
  perform private.notice_silence();
  return jsonb_build_object('run_id', run.id, 'wakes', 0, 'kinds', private.waiting_kinds(held_keys));
end
$$;
comment on function service.begin_work(text, boolean, text[]) is
  'Begins a run of a worker: {run_id, kinds, wakes}, the kinds of work that wait. is_wake: for a call that came of a wake; run_id is null where a run under way sees to it. held_keys: the names of the keys that the worker holds. Go on with next_work.';
grant execute on function service.begin_work(text, boolean, text[]) to service_role;

create function private.waiting_kinds(held_keys text[])
returns jsonb
language sql
stable
set search_path = ''
as $$
  select coalesce(jsonb_agg(work.kind), '[]') from private.work_waiting(held_keys) as work where work.waits
$$;
comment on function private.waiting_kinds(text[]) is 'The kinds of work that wait, as a list.';

create function private.note_results(results jsonb)
returns void
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
begin
  if coalesce(jsonb_array_length(results), 0) = 0 then
    return;
  end if;
  insert into private.work_done (kind, done, did_fail)
  select told.kind, greatest(coalesce(told.done, 0), 0), told.error is not null
  from jsonb_to_recordset(results) as told (kind text, done integer, error text)
  where told.done > 0 or told.error is not null;
  insert into private.work_kinds as known (kind, last_run_at, last_success_at, failures_in_row, last_error)
  select told.kind, clock_timestamp(), case when told.error is null then clock_timestamp() end,
    case when told.error is null then 0 else 1 end, left(told.error, 300)
  from (
    -- Of a kind that came twice the last word counts; in one order, so that two that say it wait for each other.
    select distinct on (said.kind) said.kind, said.error
    from rows from (jsonb_to_recordset(results) as (kind text, error text)) with ordinality as said (kind, error, place)
    order by said.kind, said.place desc
  ) as told
  on conflict on constraint work_kinds_pkey do update
  set last_run_at = excluded.last_run_at, last_success_at = coalesce(excluded.last_success_at, known.last_success_at),
    failures_in_row = case when excluded.last_error is null then 0 else known.failures_in_row + 1 end, last_error = excluded.last_error;
end
$$;
comment on function private.note_results(jsonb) is 'Writes down what runs of kinds of work did.';

create function service.next_work(
  run_id uuid, results jsonb default '[]', doing text[] default '{}', seen_wakes integer default 0,
  vain text[] default null, is_over boolean default false, held_keys text[] default null)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  run private.work_runs;
  kinds jsonb;
  ends boolean;
begin
  perform private.note_results(results);
  -- Locked, so that a call that would leave its wake here waits until this is decided.
  update private.work_runs as it set seen_at = clock_timestamp(), doing = coalesce(doing, '{}')
  where it.id = run_id returning it.* into run;
  kinds := private.waiting_kinds(held_keys);
  -- A run ends when it has nothing in hand, has looked after the last wake, and what waits it has tried in vain.
  ends := coalesce(doing, '{}') = '{}'
    and (coalesce(is_over, false) or vain is not null and run.wakes is not distinct from seen_wakes
      and not exists (select from jsonb_array_elements_text(kinds) as waiting where waiting <> all (vain)));
  -- One whose time is over takes no more wakes, whatever it still has in hand; what waits, another call takes up.
  if (ends or coalesce(is_over, false)) and run.ended_at is null then
    update private.work_runs as it set ended_at = clock_timestamp() where it.id = run_id;
    if run.worker = 'call' and coalesce(is_over, false)
      and exists (select from jsonb_array_elements_text(kinds) as waiting where waiting <> all (coalesce(vain, '{}'))) then
      perform private.wake_jobs();
    end if;
  end if;
  return jsonb_build_object('kinds', kinds, 'wakes', coalesce(run.wakes, seen_wakes), 'ended', ends);
end
$$;
comment on function service.next_work(uuid, jsonb, text[], integer, text[], boolean, text[]) is
  'Says what a run did since it last asked ([{kind, done, error}]) and what it has in hand, and asks what waits: {kinds, wakes, ended}. The run ends when it has nothing in hand and either is_over, or all that waits is among vain (what it did in vain; null: it goes on) and seen_wakes, as last answered, is still right. One whose time is over (is_over) takes no more wakes, and has another call made for what waits.';
grant execute on function service.next_work(uuid, jsonb, text[], integer, text[], boolean, text[]) to service_role;
