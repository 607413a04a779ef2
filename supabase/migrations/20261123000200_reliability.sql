-- What our edge functions remember between calls: idempotency keys, rate limits, circuit breakers, a cache.
-- An isolate lives for seconds, so none of this can live in memory.
set lock_timeout = '5s';
set statement_timeout = '60s';

-- Idempotency ---------------------------------------------------------------------------------

create table private.idempotency_keys (
  scope text not null check (length(scope) between 1 and 200),
  caller text not null check (length(caller) between 1 and 200),
  key text not null check (length(key) between 16 and 255),
  request_hash text not null check (request_hash ~ '^[0-9a-f]{64}$'),
  locked_until timestamptz,
  response_status integer check (response_status between 200 and 499),
  response_body jsonb,
  created_at timestamptz not null default now(),
  primary key (scope, caller, key)
);
comment on table private.idempotency_keys is 'One row for each Idempotency-Key that a caller used; kept 72 hours. No policies: functions only.';
comment on column private.idempotency_keys.scope is 'Method and route.';
comment on column private.idempotency_keys.caller is 'User id of the caller.';
comment on column private.idempotency_keys.key is 'The header''s value.';
comment on column private.idempotency_keys.request_hash is 'SHA-256 in hex of the request, to tell a repeat from another request with the same key.';
comment on column private.idempotency_keys.locked_until is 'Until when a worker has the request in hand, UTC; after that another may take it over.';
comment on column private.idempotency_keys.response_status is 'Status of the finished response; null while it runs.';
comment on column private.idempotency_keys.response_body is 'Body of the finished response.';
comment on column private.idempotency_keys.created_at is 'First use, UTC.';
create index idempotency_keys_created_at_idx on private.idempotency_keys (created_at);
alter table private.idempotency_keys enable row level security;

create function service.begin_idempotent_request(
  scope text, caller text, key text, request_hash text, lease_s integer default 90
)
returns table (state text, response_status integer, response_body jsonb)
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  known private.idempotency_keys;
begin
  insert into private.idempotency_keys (scope, caller, key, request_hash, locked_until)
  values (scope, caller, key, request_hash, clock_timestamp() + make_interval(secs => lease_s))
  on conflict do nothing;
  if found then
    return query select 'started', null::integer, null::jsonb;
    return;
  end if;
  select k.* into known from private.idempotency_keys as k
  where k.scope = scope and k.caller = caller and k.key = key
  for update;
  if not found then
    -- Released between the two statements: the caller may try again at once.
    return query select 'in_progress', null::integer, null::jsonb;
  elsif known.request_hash <> request_hash then
    return query select 'mismatch', null::integer, null::jsonb;
  elsif known.response_status is not null then
    return query select 'finished', known.response_status, known.response_body;
  elsif known.locked_until > clock_timestamp() then
    return query select 'in_progress', null::integer, null::jsonb;
  else
    update private.idempotency_keys as k set locked_until = clock_timestamp() + make_interval(secs => lease_s)
    where k.scope = scope and k.caller = caller and k.key = key;
    return query select 'started', null::integer, null::jsonb;
  end if;
end
$$;
comment on function service.begin_idempotent_request(text, text, text, text, integer) is
  'Takes a key: started (do the work), in_progress (another worker has it), finished (replay the response) or mismatch (same key, other request).';

create function service.finish_idempotent_request(scope text, caller text, key text, response_status integer, response_body jsonb)
returns void
language sql
security definer
set search_path = ''
as $$
  update private.idempotency_keys as known
  set response_status = finish_idempotent_request.response_status,
      response_body = finish_idempotent_request.response_body,
      locked_until = null
  where known.scope = finish_idempotent_request.scope
    and known.caller = finish_idempotent_request.caller
    and known.key = finish_idempotent_request.key
$$;
comment on function service.finish_idempotent_request(text, text, text, integer, jsonb) is 'Stores the response for every repeat.';

create function service.release_idempotent_request(scope text, caller text, key text)
returns void
language sql
security definer
set search_path = ''
as $$
  delete from private.idempotency_keys as known
  where known.scope = release_idempotent_request.scope
    and known.caller = release_idempotent_request.caller
    and known.key = release_idempotent_request.key
    and known.response_status is null
$$;
comment on function service.release_idempotent_request(text, text, text) is 'Gives a key back after a failure of ours, so that a repeat does the work.';

-- Rate limits ---------------------------------------------------------------------------------

create unlogged table private.rate_limits (
  bucket text primary key check (length(bucket) between 1 and 200),
  tokens double precision not null,
  allowed boolean not null,
  updated_at timestamptz not null
);
comment on table private.rate_limits is 'Token buckets. Unlogged: after a crash everybody starts with a full one. No policies: functions only.';
comment on column private.rate_limits.bucket is 'What is limited and for whom.';
comment on column private.rate_limits.tokens is 'Tokens left at updated_at.';
comment on column private.rate_limits.allowed is 'Whether the last call got its token.';
comment on column private.rate_limits.updated_at is 'Last call, UTC.';
create index rate_limits_updated_at_idx on private.rate_limits (updated_at);
alter table private.rate_limits enable row level security;

create function service.take_rate_limit_token(bucket text, capacity double precision, refill_per_second double precision)
returns table (allowed boolean, remaining integer, retry_after_s integer)
language sql
security definer
set search_path = ''
as $$
  insert into private.rate_limits as limits (bucket, tokens, allowed, updated_at)
  values (bucket, capacity - 1, true, clock_timestamp())
  on conflict on constraint rate_limits_pkey do update
  set (tokens, allowed, updated_at) = (
    select refilled.tokens - (refilled.tokens >= 1)::integer, refilled.tokens >= 1, clock_timestamp()
    from (
      select least(capacity, limits.tokens
        + greatest(0, extract(epoch from clock_timestamp() - limits.updated_at)) * refill_per_second) as tokens
    ) as refilled
  )
  returning limits.allowed, floor(limits.tokens)::integer,
    case when limits.allowed then 0 else ceil((1 - limits.tokens) / refill_per_second)::integer end
$$;
comment on function service.take_rate_limit_token(text, double precision, double precision) is
  'Takes one token of a bucket in one statement. remaining in tokens, retry_after_s in seconds.';

-- Circuit breakers ----------------------------------------------------------------------------

create table private.circuit_breakers (
  name text primary key check (length(name) between 1 and 200),
  state text not null default 'closed' check (state in ('closed', 'open', 'half_open')),
  successes integer not null default 0,
  failures integer not null default 0,
  window_started_at timestamptz not null default now(),
  opened_at timestamptz,
  probes integer not null default 0,
  probe_started_at timestamptz
);
comment on table private.circuit_breakers is 'Whether calling an outside host makes sense just now, shared by all isolates. No policies: functions only.';
comment on column private.circuit_breakers.name is 'The host.';
comment on column private.circuit_breakers.state is 'closed: call; open: do not; half_open: a few probes.';
comment on column private.circuit_breakers.successes is 'Successes in the window, or of probes.';
comment on column private.circuit_breakers.failures is 'Failures in the window.';
comment on column private.circuit_breakers.window_started_at is 'Start of the 60-second window, UTC.';
comment on column private.circuit_breakers.opened_at is 'When it opened, UTC.';
comment on column private.circuit_breakers.probes is 'Probes under way while half open.';
comment on column private.circuit_breakers.probe_started_at is 'Start of the newest probe, UTC: one that never reports is forgotten after 30 seconds.';
alter table private.circuit_breakers enable row level security;

create function service.check_circuit(name text, cooldown_s integer default 30, max_probes integer default 3)
returns table (decision text, retry_after_s integer)
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  breaker private.circuit_breakers;
begin
  select b.* into breaker from private.circuit_breakers as b where b.name = name for update;
  if not found or breaker.state = 'closed' then
    return query select 'call', 0;
  elsif breaker.state = 'open' and breaker.opened_at + make_interval(secs => cooldown_s) > clock_timestamp() then
    return query select 'refuse',
      ceil(extract(epoch from breaker.opened_at + make_interval(secs => cooldown_s) - clock_timestamp()))::integer;
  elsif breaker.state = 'half_open' and breaker.probes >= max_probes
    and breaker.probe_started_at > clock_timestamp() - interval '30 seconds' then
    return query select 'refuse', 5;
  else
    update private.circuit_breakers as b
    set state = 'half_open',
        successes = case when breaker.state = 'open' then 0 else b.successes end,
        probes = case
          when breaker.state = 'open' or b.probe_started_at <= clock_timestamp() - interval '30 seconds' then 1
          else b.probes + 1 end,
        probe_started_at = clock_timestamp()
    where b.name = name;
    return query select 'probe', 0;
  end if;
end
$$;
comment on function service.check_circuit(text, integer, integer) is
  'Whether to call a host: call, probe (report what came of it) or refuse (with seconds to wait).';

create function service.report_circuit(
  name text, new_successes integer, new_failures integer, minimum_calls integer default 10
)
returns text
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  breaker private.circuit_breakers;
begin
  insert into private.circuit_breakers (name) values (name) on conflict do nothing;
  select b.* into breaker from private.circuit_breakers as b where b.name = name for update;
  if breaker.state = 'closed' then
    if breaker.window_started_at < clock_timestamp() - interval '60 seconds' then
      breaker.successes := 0;
      breaker.failures := 0;
      breaker.window_started_at := clock_timestamp();
    end if;
    breaker.successes := breaker.successes + new_successes;
    breaker.failures := breaker.failures + new_failures;
    if breaker.failures * 2 >= breaker.successes + breaker.failures
      and breaker.successes + breaker.failures >= minimum_calls then
      breaker.state := 'open';
      breaker.opened_at := clock_timestamp();
    end if;
  elsif new_failures > 0 then
    breaker.state := 'open';
    breaker.opened_at := clock_timestamp();
    breaker.probes := 0;
  elsif breaker.state = 'half_open' then
    breaker.successes := breaker.successes + new_successes;
    breaker.probes := greatest(0, breaker.probes - new_successes);
    if breaker.successes >= 2 then
      breaker.state := 'closed';
      breaker.successes := 0;
      breaker.failures := 0;
      breaker.probes := 0;
      breaker.window_started_at := clock_timestamp();
    end if;
  end if;
  update private.circuit_breakers as b
  set state = breaker.state, successes = breaker.successes, failures = breaker.failures,
      window_started_at = breaker.window_started_at, opened_at = breaker.opened_at, probes = breaker.probes
  where b.name = name;
  return breaker.state;
end
$$;
comment on function service.report_circuit(text, integer, integer, integer) is
  'Counts calls to a host. Opens when at least half of minimum_calls or more failed within 60 seconds; two good probes close it, a bad one opens it again. Returns the state.';

-- Cache ---------------------------------------------------------------------------------------

create unlogged table private.cache_entries (
  namespace text not null check (length(namespace) between 1 and 80),
  key text not null check (length(key) between 1 and 200),
  version bigint not null,
  value jsonb not null,
  expires_at timestamptz not null,
  primary key (namespace, key)
);
comment on table private.cache_entries is 'Answers that many share and that are dear to make. Never anything private to a person. No policies: functions only.';
comment on column private.cache_entries.namespace is 'What kind of answer.';
comment on column private.cache_entries.key is 'Which one.';
comment on column private.cache_entries.version is 'Version of the namespace when it was made.';
comment on column private.cache_entries.value is 'The answer.';
comment on column private.cache_entries.expires_at is 'Not used after this, UTC.';
create index cache_entries_expires_at_idx on private.cache_entries (expires_at);
create table private.cache_versions (
  namespace text primary key,
  version bigint not null default 1
);
comment on table private.cache_versions is 'A change to the data behind a namespace adds one: entries of older versions are dead. No policies: functions only.';
comment on column private.cache_versions.namespace is 'What kind of answer.';
comment on column private.cache_versions.version is 'Current version.';
alter table private.cache_entries enable row level security;
alter table private.cache_versions enable row level security;

create function service.read_cache(namespace text, key text)
returns jsonb
language sql
stable
security definer
set search_path = ''
as $$
  select entry.value
  from private.cache_entries as entry
  left join private.cache_versions as current on current.namespace = entry.namespace
  where entry.namespace = read_cache.namespace and entry.key = read_cache.key
    and entry.expires_at > clock_timestamp() and entry.version = coalesce(current.version, 0)
$$;
comment on function service.read_cache(text, text) is 'The cached answer, or null.';

create function service.write_cache(namespace text, key text, value jsonb, ttl_s integer)
returns void
language sql
security definer
set search_path = ''
as $$
  insert into private.cache_entries (namespace, key, version, value, expires_at)
  values (
    namespace, key,
    coalesce((select version from private.cache_versions as current where current.namespace = write_cache.namespace), 0),
    value, clock_timestamp() + make_interval(secs => ttl_s))
  on conflict on constraint cache_entries_pkey do update
  set version = excluded.version, value = excluded.value, expires_at = excluded.expires_at
$$;
comment on function service.write_cache(text, text, jsonb, integer) is 'Caches an answer for ttl_s seconds.';

create function private.bump_cache(namespace text)
returns void
language sql
set search_path = ''
as $$
  insert into private.cache_versions as current (namespace) values (namespace)
  on conflict on constraint cache_versions_pkey do update set version = current.version + 1
$$;
comment on function private.bump_cache(text) is 'Declares every answer of a namespace out of date.';

-- Housekeeping --------------------------------------------------------------------------------

create function private.reap_reliability()
returns void
language sql
set search_path = ''
as $$
  delete from private.idempotency_keys where created_at < now() - interval '72 hours';
  delete from private.rate_limits where updated_at < now() - interval '1 day';
  delete from private.cache_entries where expires_at < now();
$$;
comment on function private.reap_reliability() is 'Deletes what no one will ask for again. Run by pg_cron.';

grant execute on all functions in schema service to service_role;
