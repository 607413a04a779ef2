-- What our edge functions remember between calls begins here: idempotency keys; then rate limits and circuit breakers.
-- An isolate lives for seconds, so none of this can live in memory.
--
-- Every table of these rooms has row-level security and no policies: no API role reads or writes it, only the
-- functions of schema service, each one short transaction that service_role calls.

create table private.idempotency_keys (
  scope text not null check (length(scope) between 1 and 200),
  caller text not null check (length(caller) between 1 and 200),
  key text not null check (length(key) between 16 and 255),
  request_hash text not null check (request_hash ~ '^[0-9a-f]{64}$'),
  lease_id uuid,
  locked_until timestamptz,
  response_status integer check (response_status between 200 and 499),
  response_content_type text check (length(response_content_type) between 1 and 100),
  response_body jsonb check (octet_length(response_body::text) <= 262144),
  created_at timestamptz not null default now(),
  primary key (scope, caller, key),
  constraint idempotency_keys_running_or_finished_check
    check ((response_status is null) = (lease_id is not null) and (lease_id is null) = (locked_until is null))
);
comment on table private.idempotency_keys is 'One row for each Idempotency-Key that a caller used; kept 72 hours. No policies: functions only.';
comment on column private.idempotency_keys.scope is 'Method and route.';
comment on column private.idempotency_keys.caller is 'User id of the caller.';
comment on column private.idempotency_keys.key is 'The header''s value.';
comment on column private.idempotency_keys.request_hash is 'SHA-256 in hex of the request, to tell a repeat from another request with the same key.';
comment on column private.idempotency_keys.lease_id is 'Who has the request in hand: a worker whose lease was taken over cannot finish or release it. Null once finished.';
comment on column private.idempotency_keys.locked_until is 'Until when a worker has the request in hand, UTC; after that another may take it over. Null once finished.';
comment on column private.idempotency_keys.response_status is 'Status of the finished response; null while it runs.';
comment on column private.idempotency_keys.response_content_type is 'Media type of the finished response: tells a stored problem from a stored answer.';
comment on column private.idempotency_keys.response_body is 'Body of the finished response, at most 256 KiB.';
comment on column private.idempotency_keys.created_at is 'First use, UTC.';
create index idempotency_keys_created_at_idx on private.idempotency_keys (created_at);
alter table private.idempotency_keys enable row level security;

create function service.begin_idempotent_request(
  scope text, caller text, key text, request_hash text, lease_s integer default 90
)
returns table (
  state text, lease_id uuid, retry_after_s integer,
  response_status integer, response_content_type text, response_body jsonb
)
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  new_lease uuid := gen_random_uuid();
  known private.idempotency_keys;
begin
  -- Every request with which people change something through an edge function claims a key first, and nothing in it
  -- knows the caller as auth.uid(): their ban is asked for here.
  if private.is_suspended(case when caller ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then caller::uuid end) then
    perform private.raise_problem('person.suspended', 'Cannot do this: your account is suspended', 403);
  end if;
  insert into private.idempotency_keys (scope, caller, key, request_hash, lease_id, locked_until)
  values (scope, caller, key, request_hash, new_lease, clock_timestamp() + make_interval(secs => lease_s))
  on conflict do nothing;
  if found then
    return query select 'started', new_lease, 0, null::integer, null::text, null::jsonb;
    return;
  end if;
  -- Callers that come together queue here; each sees what the one before it left.
  select k.* into known from private.idempotency_keys as k
  where k.scope = scope and k.caller = caller and k.key = key
  for update;
  if not found then
    -- Released between the two statements: the caller may try again at once.
    return query select 'in_progress', null::uuid, 1, null::integer, null::text, null::jsonb;
  elsif known.request_hash <> request_hash then
    return query select 'mismatch', null::uuid, 0, null::integer, null::text, null::jsonb;
  elsif known.response_status is not null then
    return query select 'finished', null::uuid, 0,
      known.response_status, known.response_content_type, known.response_body;
  elsif known.locked_until > clock_timestamp() then
    return query select 'in_progress', null::uuid,
      ceil(extract(epoch from known.locked_until - clock_timestamp()))::integer,
      null::integer, null::text, null::jsonb;
  else
    update private.idempotency_keys as k
    set lease_id = new_lease, locked_until = clock_timestamp() + make_interval(secs => lease_s)
    where k.scope = scope and k.caller = caller and k.key = key;
    return query select 'started', new_lease, 0, null::integer, null::text, null::jsonb;
  end if;
end $$;
comment on function service.begin_idempotent_request(text, text, text, text, integer) is
  'Takes a key for lease_s seconds: started (do the work under lease_id), in_progress (another worker has it, for at most retry_after_s), finished (replay the response) or mismatch (same key, other request). Error: person.suspended 403 for a caller whom staff suspended.';
grant execute on function service.begin_idempotent_request(text, text, text, text, integer) to service_role;

create function service.finish_idempotent_request(
  scope text, caller text, key text, lease_id uuid,
  response_status integer, response_content_type text, response_body jsonb
)
returns boolean
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_variable
begin
  update private.idempotency_keys as k
  set response_status = response_status, response_content_type = response_content_type,
      response_body = response_body, lease_id = null, locked_until = null
  where k.scope = scope and k.caller = caller and k.key = key and k.lease_id = lease_id;
  return found;
end $$;
comment on function service.finish_idempotent_request(text, text, text, uuid, integer, text, jsonb) is
  'Stores the response for every repeat. False when the lease is lost: another worker took the request over.';
grant execute on function service.finish_idempotent_request(text, text, text, uuid, integer, text, jsonb) to service_role;

create function service.release_idempotent_request(scope text, caller text, key text, lease_id uuid)
returns boolean
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_variable
begin
  delete from private.idempotency_keys as k
  where k.scope = scope and k.caller = caller and k.key = key and k.lease_id = lease_id;
  return found;
end $$;
comment on function service.release_idempotent_request(text, text, text, uuid) is
  'Gives a key back after a failure of ours, so that a repeat does the work. False when the lease is lost.';
grant execute on function service.release_idempotent_request(text, text, text, uuid) to service_role;

