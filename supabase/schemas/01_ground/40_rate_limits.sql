-- Rate limits: token buckets, one row each, shared by all isolates.

create unlogged table private.rate_limits (
  bucket text primary key check (length(bucket) between 1 and 200),
  tokens double precision not null check (tokens >= 0),
  allowed boolean not null,
  updated_at timestamptz not null
);
comment on table private.rate_limits is 'Token buckets. Unlogged: after a crash everybody starts with a full one. No policies: functions only.';
comment on column private.rate_limits.bucket is 'What is limited and for whom.';
comment on column private.rate_limits.tokens is 'Tokens left at updated_at.';
comment on column private.rate_limits.allowed is 'Whether the last call got its tokens.';
comment on column private.rate_limits.updated_at is 'Last call, UTC.';
create index rate_limits_updated_at_idx on private.rate_limits (updated_at);
alter table private.rate_limits enable row level security;

create function service.take_rate_limit_token(
  bucket text, capacity double precision, refill_per_second double precision, cost double precision default 1
)
returns table (allowed boolean, remaining integer, retry_after_seconds integer)
language plpgsql security definer set search_path = '' rows 1 as $$
#variable_conflict use_variable
begin
  return query
  insert into private.rate_limits as limits (bucket, tokens, allowed, updated_at)
  values (bucket, capacity - cost, true, clock_timestamp())
  on conflict on constraint rate_limits_pkey do update
  set (tokens, allowed, updated_at) = (
    select
      refilled.tokens - case when refilled.tokens >= cost then cost else 0 end,
      refilled.tokens >= cost,
      -- Never backwards: a clock that is set back must not refill the same seconds twice.
      greatest(limits.updated_at, clock_timestamp())
    from (
      select least(capacity, limits.tokens
        + greatest(0, extract(epoch from clock_timestamp() - limits.updated_at)) * refill_per_second) as tokens
    ) as refilled
  )
  returning limits.allowed, floor(limits.tokens)::integer,
    case when limits.allowed then 0 else greatest(1, ceil((cost - limits.tokens) / refill_per_second))::integer end;
end $$;
comment on function service.take_rate_limit_token(text, double precision, double precision, double precision) is
  'Takes cost tokens (at most capacity) of a bucket in one statement. remaining in tokens, retry_after_seconds until the same call would go through.';
grant execute on function service.take_rate_limit_token(text, double precision, double precision, double precision) to service_role;
