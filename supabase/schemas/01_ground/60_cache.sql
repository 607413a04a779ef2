-- A cache that anybody may lose, and the clock that empties what expired.

create unlogged table private.cache_entries (
  namespace text not null check (length(namespace) between 1 and 80),
  key text not null check (length(key) between 1 and 200),
  version bigint not null,
  value jsonb not null check (octet_length(value::text) <= 1048576),
  expires_at timestamptz not null,
  primary key (namespace, key)
);
comment on table private.cache_entries is 'Answers that many share and that are dear to make. Never anything private to a person. No policies: functions only.';
comment on column private.cache_entries.namespace is 'What kind of answer.';
comment on column private.cache_entries.key is 'Which one.';
comment on column private.cache_entries.version is 'Version of the namespace when work on it began.';
comment on column private.cache_entries.value is 'The answer, at most 1 MiB.';
comment on column private.cache_entries.expires_at is 'Not used after this, UTC.';
create index cache_entries_expires_at_idx on private.cache_entries (expires_at);
create table private.cache_versions (
  namespace text primary key check (length(namespace) between 1 and 80),
  version bigint not null default 1
);
comment on table private.cache_versions is 'A change to the data behind a namespace adds one: entries of older versions are dead. No policies: functions only.';
comment on column private.cache_versions.namespace is 'What kind of answer.';
comment on column private.cache_versions.version is 'Current version; a namespace without a row has version 0.';
alter table private.cache_entries enable row level security;
alter table private.cache_versions enable row level security;

create function service.read_cache(namespace text, key text)
returns table (found boolean, value jsonb, version bigint)
language sql stable security definer set search_path = '' as $$
  select entry.key is not null, entry.value, current.version
  from (
    select coalesce(
      (select known.version from private.cache_versions as known where known.namespace = read_cache.namespace), 0
    ) as version
  ) as current
  left join private.cache_entries as entry
    on entry.namespace = read_cache.namespace and entry.key = read_cache.key
    and entry.version = current.version and entry.expires_at > clock_timestamp()
$$;
comment on function service.read_cache(text, text) is
  'The cached answer, if there is a fresh one, and the version of the namespace to write a new one with.';
grant execute on function service.read_cache(text, text) to service_role;

create function service.write_cache(namespace text, key text, version bigint, value jsonb, ttl_s integer)
returns void
language sql security definer set search_path = '' as $$
  insert into private.cache_entries as entry (namespace, key, version, value, expires_at)
  values (namespace, key, version, value, clock_timestamp() + make_interval(secs => ttl_s))
  on conflict on constraint cache_entries_pkey do update
  set version = excluded.version, value = excluded.value, expires_at = excluded.expires_at
  where entry.version <= excluded.version
$$;
comment on function service.write_cache(text, text, bigint, jsonb, integer) is
  'Caches an answer for ttl_s seconds under the version read before it was made, so that an answer overtaken by a change is never served.';
grant execute on function service.write_cache(text, text, bigint, jsonb, integer) to service_role;

create function private.bump_cache(namespace text)
returns void
language sql set search_path = '' as $$
  insert into private.cache_versions as current (namespace) values (namespace)
  on conflict on constraint cache_versions_pkey do update set version = current.version + 1
$$;
comment on function private.bump_cache(text) is 'Declares every answer of a namespace out of date. For triggers.';

create function service.bump_cache(namespace text)
returns void
language sql security definer set search_path = '' as $$
  select private.bump_cache(namespace)
$$;
comment on function service.bump_cache(text) is 'Declares every answer of a namespace out of date. For edge functions.';
grant execute on function service.bump_cache(text) to service_role;

create function private.reap_reliability()
returns void
language sql set search_path = '' as $$
  -- 72 hours: a client that failed on a Friday evening can still repeat its request on Monday.
  delete from private.idempotency_keys where created_at < now() - interval '72 hours';
  delete from private.message_keys where sent_at < now() - interval '72 hours';
  delete from private.rate_limits where updated_at < now() - interval '1 day';
  delete from private.cache_entries where expires_at < now();
  delete from private.circuit_breakers where state = 'closed' and window_started_at < now() - interval '1 day';
$$;
comment on function private.reap_reliability() is 'Deletes what no one will ask for again. Run by pg_cron.';
select cron.schedule('reap-reliability', '41 * * * *', 'select private.reap_reliability()');

create unlogged table private.cache_counters (
  namespace text not null,
  shard smallint not null,
  hits bigint not null default 0,
  misses bigint not null default 0,
  primary key (namespace, shard)
);
comment on table private.cache_counters is 'How often shared answers were there and how often not. In shards, so that requests do not wait for each other.';
comment on column private.cache_counters.namespace is 'What kind of answer.';
comment on column private.cache_counters.shard is 'One of 16 parts of the count.';
comment on column private.cache_counters.hits is 'Answers taken from the cache.';
comment on column private.cache_counters.misses is 'Answers that had to be made.';
alter table private.cache_counters enable row level security;

create view private.cache_hit_ratio as
select namespace, sum(hits)::bigint as hits, sum(misses)::bigint as misses,
  round(sum(hits) / nullif(sum(hits) + sum(misses), 0), 4) as ratio
from private.cache_counters group by namespace;
comment on view private.cache_hit_ratio is 'Share of shared answers that came from the cache, by kind, since the database last started after a crash. For Studio.';

create function service.cache_hit_ratio()
returns table (namespace text, hits bigint, misses bigint, ratio numeric)
language sql
stable
security definer
set search_path = ''
as $$
  select namespace, hits, misses, ratio from private.cache_hit_ratio order by namespace
$$;
comment on function service.cache_hit_ratio() is 'Share of shared answers that came from the cache, by kind.';
grant execute on function service.cache_hit_ratio() to service_role;
