-- Circuit breakers: whether a provider is asked at all, shared by all isolates.

create table private.circuit_breakers (
  name text primary key check (length(name) between 1 and 200),
  state text not null default 'closed' check (state in ('closed', 'open', 'half_open')),
  window_started_at timestamptz not null default clock_timestamp(),
  successes integer not null default 0 check (successes >= 0),
  failures integer not null default 0 check (failures >= 0),
  previous_successes integer not null default 0 check (previous_successes >= 0),
  previous_failures integer not null default 0 check (previous_failures >= 0),
  opened_at timestamptz,
  round integer not null default 0,
  round_started_at timestamptz,
  probes integer not null default 0 check (probes >= 0),
  probe_successes integer not null default 0 check (probe_successes >= 0),
  constraint circuit_breakers_opened_check check (state = 'closed' or opened_at is not null),
  constraint circuit_breakers_round_check check (state <> 'half_open' or round_started_at is not null)
);
comment on table private.circuit_breakers is 'Whether calling an outside host makes sense just now, shared by all isolates. No policies: functions only.';
comment on column private.circuit_breakers.name is 'The host.';
comment on column private.circuit_breakers.state is 'closed: call; open: do not; half_open: a few probes.';
comment on column private.circuit_breakers.window_started_at is 'Start of the current window of counts, UTC.';
comment on column private.circuit_breakers.successes is 'Successes in the current window.';
comment on column private.circuit_breakers.failures is 'Failures in the current window.';
comment on column private.circuit_breakers.previous_successes is 'Successes in the window before, counted by the part of it that the sliding window still covers.';
comment on column private.circuit_breakers.previous_failures is 'Failures in the window before, counted likewise.';
comment on column private.circuit_breakers.opened_at is 'When it last opened, UTC.';
comment on column private.circuit_breakers.round is 'Number of the newest round of probes: a result of an older round does not count.';
comment on column private.circuit_breakers.round_started_at is 'Start of that round, UTC: probes that never report are forgotten when it times out.';
comment on column private.circuit_breakers.probes is 'Probes let through in the round.';
comment on column private.circuit_breakers.probe_successes is 'Probes of the round that went well.';
alter table private.circuit_breakers enable row level security;

create function private.roll_circuit_window(breaker private.circuit_breakers, at timestamptz, window_s integer)
returns private.circuit_breakers
language plpgsql stable set search_path = '' as $$
declare
  elapsed interval := at - breaker.window_started_at;
  window_length interval := make_interval(secs => window_s);
begin
  if elapsed < window_length then
    return breaker;
  end if;
  if elapsed < 2 * window_length then
    breaker.previous_successes := breaker.successes;
    breaker.previous_failures := breaker.failures;
    breaker.window_started_at := breaker.window_started_at + window_length;
  else
    breaker.previous_successes := 0;
    breaker.previous_failures := 0;
    breaker.window_started_at := at;
  end if;
  breaker.successes := 0;
  breaker.failures := 0;
  return breaker;
end $$;
comment on function private.roll_circuit_window(private.circuit_breakers, timestamptz, integer) is
  'The breaker with its counts moved on to an instant: two windows side by side make one that slides.';

create function service.check_circuit(
  name text, cooldown_s integer default 30, max_probes integer default 3, probe_timeout_s integer default 30
)
returns table (decision text, retry_after_s integer, round integer)
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  breaker private.circuit_breakers;
  at timestamptz;
begin
  -- The common case takes no lock.
  perform 1 from private.circuit_breakers as b where b.name = name and b.state <> 'closed';
  if not found then
    return query select 'call', 0, null::integer;
    return;
  end if;
  select b.* into breaker from private.circuit_breakers as b where b.name = name for update;
  at := clock_timestamp();
  if not found or breaker.state = 'closed' then
    return query select 'call', 0, null::integer;
  elsif breaker.state = 'open' and breaker.opened_at + make_interval(secs => cooldown_s) > at then
    return query select 'refuse',
      ceil(extract(epoch from breaker.opened_at + make_interval(secs => cooldown_s) - at))::integer,
      null::integer;
  elsif breaker.state = 'half_open' and breaker.probes < max_probes then
    update private.circuit_breakers as b set probes = b.probes + 1 where b.name = name;
    return query select 'probe', 0, breaker.round;
  elsif breaker.state = 'half_open' and breaker.round_started_at + make_interval(secs => probe_timeout_s) > at then
    return query select 'refuse',
      ceil(extract(epoch from breaker.round_started_at + make_interval(secs => probe_timeout_s) - at))::integer,
      null::integer;
  else
    update private.circuit_breakers as b
    set state = 'half_open', round = b.round + 1, round_started_at = at, probes = 1, probe_successes = 0
    where b.name = name;
    return query select 'probe', 0, breaker.round + 1;
  end if;
end $$;
comment on function service.check_circuit(text, integer, integer, integer) is
  'Whether to call a host: call, probe (report what came of it with the round) or refuse (with seconds to wait). A round lets exactly max_probes through, whoever asks.';
grant execute on function service.check_circuit(text, integer, integer, integer) to service_role;

create function service.circuit_admits(name text, cooldown_s integer default 30)
returns boolean
language sql stable security definer set search_path = '' as $$
  select not exists (
    select from private.circuit_breakers as breaker
    where breaker.name = circuit_admits.name and breaker.state = 'open'
      and breaker.opened_at + make_interval(secs => cooldown_s) > clock_timestamp())
$$;
comment on function service.circuit_admits(text, integer) is
  'Whether a call to a host would be let through just now. Only looks: takes no probe.';
grant execute on function service.circuit_admits(text, integer) to service_role;

create function service.report_circuit(
  name text, new_successes integer, new_failures integer, probe_round integer default null,
  minimum_calls integer default 10, failure_rate double precision default 0.5,
  window_s integer default 60, probes_to_close integer default 2
)
returns text
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  breaker private.circuit_breakers;
  at timestamptz;
  still_covered double precision;
  counted double precision;
  failed double precision;
begin
  insert into private.circuit_breakers (name) values (name) on conflict do nothing;
  select b.* into breaker from private.circuit_breakers as b where b.name = name for update;
  at := clock_timestamp();
  if probe_round is not null then
    if breaker.state <> 'half_open' or breaker.round <> probe_round then
      return breaker.state;
    end if;
    if new_failures > 0 then
      breaker.state := 'open';
      breaker.opened_at := at;
    else
      breaker.probe_successes := breaker.probe_successes + new_successes;
      if breaker.probe_successes >= probes_to_close then
        breaker.state := 'closed';
        -- What was counted before it opened is history.
        breaker.window_started_at := at;
        breaker.successes := 0; breaker.failures := 0;
        breaker.previous_successes := 0; breaker.previous_failures := 0;
      end if;
    end if;
  elsif breaker.state <> 'closed' then
    -- A call that began before it opened says nothing new.
    return breaker.state;
  else
    breaker := private.roll_circuit_window(breaker, at, window_s);
    breaker.successes := breaker.successes + new_successes;
    breaker.failures := breaker.failures + new_failures;
    still_covered := 1 - extract(epoch from at - breaker.window_started_at)::double precision / window_s;
    failed := breaker.failures + still_covered * breaker.previous_failures;
    counted := failed + breaker.successes + still_covered * breaker.previous_successes;
    if new_failures > 0 and counted >= minimum_calls and failed >= failure_rate * counted then
      breaker.state := 'open';
      breaker.opened_at := at;
    end if;
  end if;
  update private.circuit_breakers as b
  set state = breaker.state, window_started_at = breaker.window_started_at,
      successes = breaker.successes, failures = breaker.failures,
      previous_successes = breaker.previous_successes, previous_failures = breaker.previous_failures,
      opened_at = breaker.opened_at, probe_successes = breaker.probe_successes
  where b.name = name;
  return breaker.state;
end $$;
comment on function service.report_circuit(text, integer, integer, integer, integer, double precision, integer, integer) is
  'Counts calls to a host and returns the state. Opens when, of at least minimum_calls in a sliding window of window_s seconds, the part failure_rate failed; probes_to_close good probes of one round close it, a bad one opens it again.';
grant execute on function service.report_circuit(text, integer, integer, integer, integer, double precision, integer, integer) to service_role;
